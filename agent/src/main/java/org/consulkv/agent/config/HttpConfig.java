package org.consulkv.agent.config;

import java.util.List;
import java.util.Map;

/// `http_config`.
///
/// @param blockEndpoints path prefixes that answer 403
/// @param responseHeaders headers added to every answer
/// @param allowWriteHttpFrom networks (`10.0.0.0/8`) that may write; empty for all
/// @param maxHeaderBytes bound of a request's header section
/// @param unprintableCharFilter whether paths with unprintable characters are refused
public record HttpConfig(
    List<String> blockEndpoints,
    Map<String, String> responseHeaders,
    List<String> allowWriteHttpFrom,
    boolean useCache,
    int maxHeaderBytes,
    boolean unprintableCharFilter) {

  public static final HttpConfig DEFAULT =
      new HttpConfig(List.of(), Map.of(), List.of(), true, 1 << 20, true);

  public HttpConfig {
    blockEndpoints = List.copyOf(blockEndpoints);
    responseHeaders = Map.copyOf(responseHeaders);
    allowWriteHttpFrom = List.copyOf(allowWriteHttpFrom);
    allowWriteHttpFrom.forEach(
        network -> Checks.requireNetwork("http_config.allow_write_http_from", network));
    Checks.requirePositive("http_config.max_header_bytes", maxHeaderBytes);
  }
}
