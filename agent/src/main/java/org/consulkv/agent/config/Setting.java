package org.consulkv.agent.config;

/// One value the user gave.
///
/// @param value a text, whole number (Long), number (Double), boolean, Duration, list of texts, map
///   of texts, list of [Settings] or, for keys of any kind, a tree of lists and maps
/// @param origin where, for messages: `file.hcl:12` or `-http-port`
record Setting(KeySpec spec, Object value, String origin) {}
