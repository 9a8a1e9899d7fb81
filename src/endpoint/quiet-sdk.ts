// Must be loaded before the SDK: its warning about Node versions would stand in every run's output.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
