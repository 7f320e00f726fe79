package org.consulkv.agent.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.io.StringWriter;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Runs a command in a container, over the API of Docker's daemon: an exec is created, started,
/// read to its end, and asked for its exit code.
///
/// @see "Docker Engine API: exec"
final class DockerProber implements Prober {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int ANSWER_BYTES = 64 * 1024;

  private final Network network;
  private final SocketAddress daemon;
  private final Probe.Docker probe;
  private final int outputLimit;

  /// @param daemon its socket
  DockerProber(Network network, SocketAddress daemon, Probe.Docker probe, int outputLimit) {
    this.network = network;
    this.daemon = daemon;
    this.probe = probe;
    this.outputLimit = outputLimit;
  }

  @Override
  public Running start(Consumer<Result> done) {
    Exec exec = new Exec(new Once(done));
    exec.create();
    return exec;
  }

  @Override
  public Duration defaultTimeout() {
    return Duration.ofSeconds(30);
  }

  @Override
  public Result timedOut(Duration timeout) {
    return ScriptProber.timedOutRunning(timeout);
  }

  /// The container's own shell runs the command, given as one text, if the definition names one.
  private List<String> command() {
    if (probe.shell().isEmpty()) {
      return probe.args();
    }
    List<String> command = new ArrayList<>();
    command.add(probe.shell());
    if (!probe.args().getFirst().equals("-c")) {
      command.add("-c");
      command.add(String.join(" ", probe.args()));
    } else {
      command.addAll(probe.args());
    }
    return command;
  }

  /// The three calls of one probe.
  ///
  /// Threading: `call` is guarded by this; the calls follow one another.
  private final class Exec implements Running {
    private final Once done;
    private boolean cancelled;
    private Running call = Running.NONE;

    Exec(Once done) {
      this.done = done;
    }

    void create() {
      Output answer = new Output(ANSWER_BYTES);
      String path = "/containers/" + probe.containerId() + "/exec";
      call(
          "POST",
          path,
          definition(),
          answer::write,
          response -> {
            if (isSuccess(response)) {
              run(field(answer.text(), "Id"));
            } else {
              fail("create", response, answer);
            }
          });
    }

    private void run(String id) {
      DockerFrames output = new DockerFrames(new Output(outputLimit));
      String path = "/exec/" + id + "/start";
      call(
          "POST",
          path,
          "{\"Detach\":false,\"Tty\":false}",
          output::write,
          response -> {
            if (isSuccess(response)) {
              inspect(id, output.output().textWithCount());
            } else {
              fail("start", response, output.output());
            }
          });
    }

    private void inspect(String id, String output) {
      Output answer = new Output(ANSWER_BYTES);
      call(
          "GET",
          "/exec/" + id + "/json",
          "",
          answer::write,
          response -> {
            if (!isSuccess(response)) {
              fail("inspect", response, answer);
              return;
            }
            String exitCode = field(answer.text(), "ExitCode");
            done.accept(ScriptProber.judge(Long.parseLong(exitCode), output));
          });
    }

    private void fail(String step, HttpResponse response, Output answer) {
      done.accept(
          Result.critical(
              "exec "
                  + step
                  + " failed for container "
                  + probe.containerId()
                  + " with status "
                  + response.status().code()
                  + ": "
                  + answer.text().strip()));
    }

    private void call(
        String method,
        String path,
        String body,
        Consumer<ByteBuf> onBody,
        Consumer<HttpResponse> onAnswer) {
      HttpCall.Listener listener =
          new HttpCall.Listener() {
            @Override
            public void body(ByteBuf part) {
              onBody.accept(part);
            }

            @Override
            public void answered(HttpResponse response) {
              try {
                onAnswer.accept(response);
              } catch (IllegalArgumentException e) {
                failed(new DialException("unexpected answer: " + e.getMessage(), e));
              }
            }

            @Override
            public void failed(Throwable cause) {
              done.accept(Result.critical("Docker's daemon: " + GoErrors.text(cause)));
            }
          };
      HttpCall http = new HttpCall(() -> request(method, path, body), null, listener);
      Running dial = Dial.to(daemon, network.unix(), http, http.otherwise());
      synchronized (this) {
        call = dial;
        if (!cancelled) {
          return;
        }
      }
      dial.cancel();
    }

    @Override
    public void cancel() {
      Running current;
      synchronized (this) {
        cancelled = true;
        current = call;
      }
      current.cancel();
    }
  }

  private static boolean isSuccess(HttpResponse response) {
    return response.status().code() / 100 == 2;
  }

  private static FullHttpRequest request(String method, String path, String body) {
    ByteBuf content = Unpooled.copiedBuffer(body, StandardCharsets.UTF_8);
    FullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), path, content);
    request.headers().set("Host", "docker");
    request.headers().set("Connection", "close");
    request.headers().set("Content-Type", "application/json");
    request.headers().set("Content-Length", content.readableBytes());
    return request;
  }

  private String definition() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeBooleanField("AttachStdin", false);
      json.writeBooleanField("AttachStdout", true);
      json.writeBooleanField("AttachStderr", true);
      json.writeBooleanField("Tty", false);
      json.writeArrayFieldStart("Cmd");
      for (String arg : command()) {
        json.writeString(arg);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory", e);
    }
    return text.toString();
  }

  /// The value of a field of the outermost object, as text.
  private static String field(String json, String name) {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean wanted = parser.currentName().equals(name);
          parser.nextToken();
          if (wanted) {
            return parser.getValueAsString("");
          }
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    throw new IllegalArgumentException("there is no " + name);
  }
}
