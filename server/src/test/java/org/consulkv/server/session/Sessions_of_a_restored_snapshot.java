package org.consulkv.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.consulkv.server.OneServer;
import org.consulkv.state.WatchSet;
import org.consulkv.state.session.SessionQueries;
import org.junit.jupiter.api.Test;

class Sessions_of_a_restored_snapshot {
  private final OneServer node = new OneServer();

  @Test
  void do_not_live_for_ever() throws IOException {
    var session =
        new NewSession("node1", "", Duration.ZERO, "", "10s", List.of(), List.of(), List.of());
    var id = node.server.sessions().create(session).join();
    var image = new ByteArrayOutputStream();
    node.store.capture().writeTo(image);
    node.server.sessions().destroy(id.text()).join();
    node.store.restore(new ByteArrayInputStream(image.toByteArray()));
    assertThat(sessions()).isEqualTo(1);
    node.time.advance(Duration.ofSeconds(85));
    assertThat(sessions()).isZero();
  }

  private int sessions() {
    return SessionQueries.list(node.store.snapshot(), WatchSet.NONE).value().size();
  }
}
