package org.consulkv.http.forward;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.concurrent.Executor;
import org.consulkv.agent.router.Router;
import org.consulkv.agent.router.Router.Place;
import org.consulkv.http.Call;
import org.consulkv.http.listener.AnswerStream;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Passes on requests whose body or answer may be long.
///
/// Threading: thread-safe.
final class LongForwarding {
  private static final Logger LOG = LoggerFactory.getLogger(LongForwarding.class);

  /// Bytes of the answer to an upload, which is a message for the user.
  private static final int MESSAGE_BYTES = 1 << 20;

  private final Router router;
  private final Executor mayBlock;

  LongForwarding(Router router, Executor mayBlock) {
    this.router = router;
    this.mayBlock = mayBlock;
  }

  void send(Call call, Place place, ForwardedRequest request) {
    InputStream head = new ByteArrayInputStream(Framed.of(request.encoded()).shared());
    boolean uploads = call.methodName().equals("PUT");
    InputStream whole =
        uploads ? new SequenceInputStream(head, call.exchange().bodyStream()) : head;
    mayBlock.execute(() -> relay(call, place, whole));
  }

  /// @param whole one that can be read again if it is only the head
  private void relay(Call call, Place place, InputStream whole) {
    try (whole;
        InputStream answer = router.exchange(place, Forwarding.API_STREAM, whole)) {
      ForwardedAnswer head = ForwardedAnswer.decode(Framed.read(answer));
      if (call.methodName().equals("GET") && head.status() == 200) {
        copy(answer, call.exchange().stream(head.reply()));
      } else {
        call.send(head.reply().body(answer.readNBytes(MESSAGE_BYTES)));
      }
    } catch (IOException e) {
      call.failAtLast(
          new ApiException(ErrorKind.UNKNOWN_OUTCOME, "the answer was lost: " + e.getMessage(), e));
    } catch (RuntimeException e) {
      call.failAtLast(e);
    }
  }

  private static void copy(InputStream from, AnswerStream answer) {
    try {
      OutputStream out = answer.blocking();
      from.transferTo(out);
      out.flush();
      answer.end();
    } catch (IOException | RuntimeException e) {
      LOG.warn("a long answer was not relayed to its end", e);
      answer.breakOff();
    }
  }
}
