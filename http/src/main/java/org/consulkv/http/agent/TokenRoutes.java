package org.consulkv.http.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.consulkv.http.Call;
import org.consulkv.http.Routes;
import org.consulkv.http.listener.Reply;

/// `/v1/agent/token`: the agent's own ACL tokens, of which there are none while ACLs are off.
public final class TokenRoutes {
  public void addTo(Routes routes) {
    routes.at("/v1/agent/token/").on("PUT", TokenRoutes::refuse);
  }

  private static void refuse(Call call) {
    call.send(
        call.reply(401)
            .header(Reply.CONTENT_TYPE, Reply.PLAIN_TEXT)
            .body("ACL support disabled".getBytes(UTF_8)));
  }
}
