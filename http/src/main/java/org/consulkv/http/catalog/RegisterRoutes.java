package org.consulkv.http.catalog;

import org.consulkv.http.Call;
import org.consulkv.http.Placement;
import org.consulkv.http.Routes;
import org.consulkv.http.json.BadJson;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.server.Writes;
import org.consulkv.state.Outcome;

/// The writes of `/v1/catalog`.
public final class RegisterRoutes {
  private final Writes writes;
  private final Placement placement;
  private final String datacenter;

  public RegisterRoutes(Writes writes, Placement placement, String datacenter) {
    this.writes = writes;
    this.placement = placement;
    this.datacenter = datacenter;
  }

  public void addTo(Routes routes) {
    routes.at("/v1/catalog/register").on("PUT", this::register);
    routes.at("/v1/catalog/deregister").on("PUT", this::deregister);
  }

  private void register(Call call) {
    write(call, bytes -> RegisterBody.register(bytes, datacenter));
  }

  private void deregister(Call call) {
    write(call, RegisterBody::deregister);
  }

  private interface Reader {
    RegisterBody read(byte[] body) throws BadJson;
  }

  private void write(Call call, Reader reader) {
    RegisterBody body;
    try {
      body = reader.read(call.body("http"));
    } catch (BadJson e) {
      throw Call.badRequest("Request decode failed: " + e.getMessage());
    }
    placement.require(body.datacenter());
    placement.require(call);
    call.follow(
        writes.propose(body.command()),
        outcome -> {
          if (outcome instanceof Outcome.Failed failed) {
            throw new ApiException(ErrorKind.REFUSED, failed.message());
          }
          call.json(json -> json.writeBoolean(true));
        });
  }
}
