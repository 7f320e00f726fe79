package org.consulkv.agent.event;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;

/// Whom an event is for. The expressions are RE2's and match anywhere in a name.
final class EventFilter {
  private final Pattern node;
  private final Pattern service;
  private final Pattern tag;
  private final boolean needsService;

  private EventFilter(Pattern node, Pattern service, Pattern tag, boolean needsService) {
    this.node = node;
    this.service = service;
    this.tag = tag;
    this.needsService = needsService;
  }

  /// @throws ApiException if an expression is malformed, or there is one for tags but none for
  ///   services
  static EventFilter of(UserEvent event) {
    if (!event.tagFilter().isEmpty() && event.serviceFilter().isEmpty()) {
      throw bad("Cannot provide tag filter without service filter");
    }
    return new EventFilter(
        compile("node", event.nodeFilter()),
        compile("service", event.serviceFilter()),
        compile("tag", event.tagFilter()),
        !event.serviceFilter().isEmpty());
  }

  private static Pattern compile(String what, String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw bad("Invalid " + what + " filter: " + e.getMessage());
    }
  }

  private static ApiException bad(String message) {
    return new ApiException(ErrorKind.BAD_REQUEST, message);
  }

  /// @param services the node's services by name, with the tags of each
  boolean isFor(String nodeName, Map<String, ? extends Collection<String>> services) {
    if (!node.matcher(nodeName).find()) {
      return false;
    }
    return !needsService
        || services.entrySet().stream()
            .anyMatch(one -> service.matcher(one.getKey()).find() && tagged(one.getValue()));
  }

  private boolean tagged(Collection<String> tags) {
    return tag.pattern().isEmpty()
        || List.copyOf(tags).stream().anyMatch(one -> tag.matcher(one).find());
  }
}
