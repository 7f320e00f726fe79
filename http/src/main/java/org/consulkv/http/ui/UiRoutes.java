package org.consulkv.http.ui;

import java.util.List;
import org.consulkv.http.Call;
import org.consulkv.http.Route;
import org.consulkv.http.Routes;
import org.consulkv.http.catalog.CatalogSelectors;
import org.consulkv.http.filter.Filter;
import org.consulkv.http.filter.Selectors;
import org.consulkv.http.reading.ReadOptions;
import org.consulkv.http.reading.Reading;

/// `/v1/internal/ui`.
public final class UiRoutes {
  private static final Selectors<NodeFeed> NODE =
      Selectors.<NodeFeed>builder()
          .text("ID", feed -> feed.node().id())
          .text("Node", feed -> feed.node().name())
          .text("Address", feed -> feed.node().address())
          .textMap("TaggedAddresses", feed -> feed.node().taggedAddresses())
          .textMap("Meta", feed -> feed.node().meta())
          .list("Services", NodeFeed::services, CatalogSelectors.SERVICE)
          .list("Checks", NodeFeed::checks, CatalogSelectors.CHECK)
          .build();

  private final Reading reading;
  private final String datacenter;

  public UiRoutes(Reading reading, String datacenter) {
    this.reading = reading;
    this.datacenter = datacenter;
  }

  public void addTo(Routes routes) {
    List.of(
            routes.at("/v1/internal/ui/nodes").on("GET", this::nodes),
            routes.at("/v1/internal/ui/node/").on("GET", this::node),
            routes.at("/v1/internal/ui/services").on("GET", this::services),
            routes.at("/v1/internal/ui/catalog-overview").on("GET", this::overview))
        .forEach(route -> route.with(Route.Trait.ERRORS_CARRY_META));
  }

  private void nodes(Call call) {
    ReadOptions options = reading.options(call);
    var filter = Filter.parse(call.query().first("filter"), NODE);
    reading.answer(call, options, new UiReads.Nodes(filter, call.pretty()));
  }

  private void node(Call call) {
    ReadOptions options = reading.options(call);
    String name = call.restText();
    if (name.isEmpty()) {
      throw Call.badRequest("Missing node name");
    }
    reading.answer(call, options, new UiReads.OneNode(name, call.pretty()));
  }

  private void services(Call call) {
    ReadOptions options = reading.options(call);
    var filter = Filter.parse(call.query().first("filter"), CatalogSelectors.HEALTH);
    reading.answer(call, options, new UiReads.Services(filter, datacenter, call.pretty()));
  }

  private void overview(Call call) {
    ReadOptions options = reading.options(call);
    reading.answer(call, options, new UiReads.CatalogOverview(call.pretty()));
  }
}
