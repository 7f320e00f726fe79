package org.consulkv.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.net.SocketAddress;
import java.util.Optional;
import org.consulkv.http.forward.AnswerSettings;
import org.consulkv.http.forward.Origin;
import org.consulkv.http.listener.Application;
import org.consulkv.http.listener.Exchange;
import org.consulkv.http.listener.Handler;
import org.consulkv.http.listener.Reply;
import org.consulkv.http.request.RequestPath;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;

/// Finds who answers a request: a route of the API, or one of the answers that paths outside it
/// get.
///
/// Threading: immutable, so thread-safe.
public final class Api implements Application {
  private final ApiConfig config;
  private final Routes routes;
  private final Placement placement;
  private final Cidrs writers;
  private final byte[] commonHeaders;

  public Api(ApiConfig config, Routes routes, Placement placement) {
    this.config = config;
    this.routes = routes;
    this.placement = placement;
    writers = new Cidrs(config.http().allowWriteHttpFrom());
    String policy = "X-Consul-Default-Acl-Policy: " + config.defaultAclPolicy() + "\r\n";
    commonHeaders = policy.getBytes(ISO_8859_1);
  }

  public ApiConfig config() {
    return config;
  }

  Placement placement() {
    return placement;
  }

  /// The beginning of an answer, with the headers that all answers of the API share.
  ///
  /// @param settings those of the agent whose client gets the answer
  public Reply reply(int status, AnswerSettings settings) {
    Reply reply = Reply.of(status).headerLines(commonHeaders);
    return settings.translates() ? reply.headerLines(Headers.TRANSLATED) : reply;
  }

  /// The answer to a request that failed.
  public Reply failure(Route route, String method, AnswerSettings settings, Throwable problem) {
    ApiException error = Failures.asApi(problem);
    Reply reply = reply(ErrorStatus.of(error.kind()), settings);
    if (route.has(Route.Trait.ERRORS_CARRY_META)
        && error.kind() != ErrorKind.BAD_REQUEST
        && method.equals("GET")) {
      reply
          .header(Headers.INDEX, 1)
          .header(Headers.KNOWN_LEADER, "false")
          .header(Headers.LAST_CONTACT, 0)
          .headerLines(Headers.QUERY_BACKEND);
    }
    String message = error.getMessage() == null ? "" : error.getMessage();
    return reply.header(Reply.CONTENT_TYPE, Reply.PLAIN_TEXT).body(message.getBytes(UTF_8));
  }

  boolean blocks(String path) {
    for (String prefix : config.http().blockEndpoints()) {
      if (path.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Handler open(HttpRequest head, SocketAddress client) {
    String target = head.uri();
    RequestPath path;
    try {
      path = RequestPath.of(target);
    } catch (RequestPath.Malformed e) {
      return answer(Reply.text(400, "400 Bad Request").bare().close());
    }
    if (config.http().unprintableCharFilter() && path.hasUnprintable()) {
      return answer(Reply.of(400).bare());
    }
    String method = head.method().name();
    if (!path.isClean()) {
      return redirect(method, path.cleaned(), target);
    }
    Route route = routes.find(path.text());
    if (route == null) {
      return routes.lacksSlash(path.text())
          ? redirect(method, new RequestPath(path.text() + "/"), target)
          : outside(method, path.text());
    }
    boolean mayWrite = !isWrite(method) || writers.admits(client);
    return new Call(this, route, method, path, target, head.headers(), mayWrite, null);
  }

  /// Opens a request that another agent has passed on.
  ///
  /// @return empty if it is not one of this API's
  public Optional<Call> open(String method, String target, HttpHeaders headers, Origin origin) {
    try {
      RequestPath path = RequestPath.of(target);
      return Optional.ofNullable(routes.find(path.text()))
          .filter(route -> route.method(method) != null)
          .map(route -> new Call(this, route, method, path, target, headers, true, origin));
    } catch (RequestPath.Malformed e) {
      return Optional.empty();
    }
  }

  private static boolean isWrite(String method) {
    return method.equals("PUT")
        || method.equals("POST")
        || method.equals("DELETE")
        || method.equals("PATCH");
  }

  private Handler outside(String method, String path) {
    String ui = config.ui().contentPath();
    if (config.ui().enabled() && ui.equals(path + "/")) {
      return redirect(method, new RequestPath(ui), "");
    }
    if (!path.equals("/")) {
      return answer(Reply.of(404).bare());
    }
    return config.ui().enabled()
        ? redirect(method, new RequestPath(ui), "")
        : answer(Reply.text(200, "Consul Agent").bare());
  }

  private static Handler redirect(String method, RequestPath to, String target) {
    int question = target.indexOf('?');
    String location = to.encoded() + (question < 0 ? "" : target.substring(question));
    Reply reply = Reply.of(301).bare().header(Headers.LOCATION, location);
    if (method.equals("GET") || method.equals("HEAD")) {
      String link = "<a href=\"" + escape(location) + "\">Moved Permanently</a>.\n\n";
      reply.header(Reply.CONTENT_TYPE, "text/html; charset=utf-8").body(link.getBytes(UTF_8));
    }
    return answer(reply);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&#34;")
        .replace("'", "&#39;");
  }

  private static Handler answer(Reply reply) {
    return new Handler() {
      @Override
      public long bodyLimit() {
        return 0;
      }

      @Override
      public void handle(Exchange exchange) {
        exchange.send(reply);
      }
    };
  }
}
