package org.consulkv.http.catalog;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.consulkv.http.Call;
import org.consulkv.http.Placement;
import org.consulkv.http.Routes;
import org.consulkv.http.json.BadJson;
import org.consulkv.server.catalog.CatalogWrites;
import org.consulkv.state.catalog.CatalogCommand;

/// The writes of `/v1/catalog`.
public final class RegisterRoutes {
  private final CatalogWrites writes;
  private final Placement placement;
  private final String datacenter;

  public RegisterRoutes(CatalogWrites writes, Placement placement, String datacenter) {
    this.writes = writes;
    this.placement = placement;
    this.datacenter = datacenter;
  }

  public void addTo(Routes routes) {
    routes.at("/v1/catalog/register").on("PUT", this::register);
    routes.at("/v1/catalog/deregister").on("PUT", this::deregister);
  }

  private void register(Call call) {
    write(call, bytes -> RegisterBody.register(bytes, datacenter), writes::register);
  }

  private void deregister(Call call) {
    write(call, RegisterBody::deregister, writes::deregister);
  }

  private interface Reader<C extends CatalogCommand> {
    RegisterBody<C> read(byte[] body) throws BadJson;
  }

  private <C extends CatalogCommand> void write(
      Call call, Reader<C> reader, Function<C, CompletableFuture<Void>> write) {
    RegisterBody<C> body;
    try {
      body = reader.read(call.body("http"));
    } catch (BadJson e) {
      throw Call.badRequest("Request decode failed: " + e.getMessage());
    }
    placement.require(body.datacenter());
    placement.require(call);
    call.follow(write.apply(body.command()), done -> call.json(json -> json.writeBoolean(true)));
  }
}
