package org.consulkv.agent.config;

import java.util.regex.Pattern;

/// `ui_config`.
///
/// @param dir a folder to serve instead of the built-in interface; empty for none
/// @param contentPath where it is served, with a slash at both ends
public record UiConfig(boolean enabled, String dir, String contentPath) {

  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_/-]*");

  public static final UiConfig DEFAULT = new UiConfig(false, "", "/ui/");

  public UiConfig {
    if (!PATH.matcher(contentPath).matches()) {
      throw new ConfigException(
          "ui-content-path can only contain alphanumeric, -, _, or /. received: \""
              + contentPath
              + '"');
    }
    contentPath = ("/" + contentPath + "/").replaceAll("/+", "/");
  }
}
