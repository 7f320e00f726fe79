package org.consulkv.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.consulkv.http.listener.Reply;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;

/// Whether a request may reach its endpoint, whoever is to answer it. What may not is answered
/// here.
///
/// Threading: the connection's event loop.
final class Admission {
  private final Call call;
  private final String path;

  Admission(Call call, String path) {
    this.call = call;
    this.path = path;
  }

  /// Whether it may; otherwise it was answered.
  ///
  /// @param mayWrite whether the client's address is among those that may write
  /// @throws ApiException if it is refused
  boolean isGranted(boolean mayWrite) {
    if (call.origin().isEmpty() && call.api().blocks(path)) {
      refuse(call.reply(403), "Endpoint is blocked by agent configuration");
      return false;
    }
    if (call.methodName().equals("OPTIONS")) {
      tellMethods();
      return false;
    }
    if (!call.hasMethod()) {
      refuse(
          call.reply(405).header(Headers.ALLOW, call.route().allow()),
          "method " + call.methodName() + " not allowed");
      return false;
    }
    if (!mayWrite) {
      throw new ApiException(ErrorKind.FORBIDDEN, "Access is restricted");
    }
    refuseNamespaces();
    return true;
  }

  private void refuse(Reply reply, String message) {
    call.send(reply.header(Reply.CONTENT_TYPE, Reply.PLAIN_TEXT).body(message.getBytes(UTF_8)));
  }

  private void tellMethods() {
    Reply reply = call.reply(200).header(Headers.ALLOW, call.route().allow());
    if (!call.route().has(Route.Trait.TELLS_METHODS_IN_JSON)) {
      call.send(reply);
      return;
    }
    call.json(
        reply,
        json -> {
          json.writeStartObject();
          json.writeEndObject();
        });
  }

  private void refuseNamespaces() {
    if (call.route().has(Route.Trait.REFUSES_NAMESPACES)) {
      refuseForeign("ns", "X-Consul-Namespace", "Namespaces");
      refuseForeign("partition", "X-Consul-Partition", "Partitions");
    }
  }

  private void refuseForeign(String parameter, String header, String what) {
    String found =
        !call.query().isEmpty() && !call.query().first(parameter).isEmpty()
            ? "query parameter: \"" + parameter + "\""
            : !call.header(header).isEmpty() ? "header: \"" + header + "\"" : "";
    if (!found.isEmpty()) {
      throw Call.badRequest(
          "Bad request: Invalid " + found + " - " + what + " are a Consul Enterprise feature");
    }
  }
}
