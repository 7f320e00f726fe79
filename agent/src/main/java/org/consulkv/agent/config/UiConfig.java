package org.consulkv.agent.config;

/// `ui_config`.
///
/// @param dir a folder to serve instead of the built-in interface; empty for none
/// @param contentPath where it is served, with a slash at both ends
public record UiConfig(boolean enabled, String dir, String contentPath) {
  public static final UiConfig DEFAULT = new UiConfig(false, "", "/ui/");
}
