package org.consulkv.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.consulkv.server.ApiException;
import org.consulkv.server.OneServer;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogCommand.Deregister;
import org.consulkv.state.catalog.CatalogCommand.Register;
import org.consulkv.state.catalog.CatalogQueries;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class A_registration {
  private static final Node NODE = new Node("", "web", "10.0.0.1", "dc1", null, null, 0, 0);

  private final OneServer server = new OneServer();
  private final CatalogWrites catalog = server.server.catalog();

  @Test
  void names_its_node_and_says_where_it_is() {
    refused(named(""), "Must provide node");
    Node nowhere = new Node("", "web", "", "dc1", null, null, 0, 0);
    refused(of(nowhere, null), "Must provide address if SkipNodeUpdate is not set");
    Node odd = new Node("notauuid", "web", "10.0.0.1", "dc1", null, null, 0, 0);
    refused(of(odd, null), "Bad node ID: uuid string is wrong length");
  }

  @Test
  void gives_a_service_its_weights_if_it_has_none_of_its_own() {
    Service service = Service.of("web", "s", "s", 80);
    catalog.register(of(NODE, service.weighing(new Service.Weights(0, 3)))).join();
    assertThat(services()).extracting(Service::weights).containsExactly(Service.Weights.EQUAL);
    catalog.register(of(NODE, service.weighing(new Service.Weights(5, 0)))).join();
    assertThat(services()).extracting(Service::weights).containsExactly(new Service.Weights(5, 0));
  }

  @Test
  void of_a_service_without_name_and_id_is_that_of_its_node_alone() {
    catalog.register(of(NODE, Service.of("web", "", "", 0))).join();
    assertThat(services()).isEmpty();
    refused(of(NODE, Service.of("web", "s", "", 0)), "Must provide service name with ID");
  }

  @Test
  void has_meta_within_limits() {
    String prefix = "failed inserting service: Invalid Service Meta for node web and serviceID s: ";
    refused(
        of(NODE, with(Map.of("a b", "c"))),
        prefix + "Couldn't load metadata pair ('a b', 'c'): Key contains invalid characters");
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 65; i++) {
      many.put("k" + i, "v");
    }
    refused(
        of(NODE, with(many)), prefix + "Node metadata cannot contain more than 64 key/value pairs");
  }

  @Test
  void changes_nothing_if_a_part_of_it_is_refused() {
    Check check = Check.of("elsewhere", "c", "c", "passing");
    var register = new Register(NODE, false, Optional.empty(), List.of(check));
    assertThatThrownBy(() -> catalog.register(register).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ApiException.class);
    assertThat(node()).isEmpty();
  }

  @Test
  void is_undone_by_a_deregistration_however_often() {
    catalog.register(named("web")).join();
    catalog.deregister(new Deregister("web", "", "")).join();
    catalog.deregister(new Deregister("web", "", "")).join();
    assertThat(node()).isEmpty();
    assertThatThrownBy(() -> catalog.deregister(new Deregister("", "s", "")))
        .hasMessage("Must provide node");
  }

  private void refused(Register register, String why) {
    long index = server.store.snapshot().index();
    assertThatThrownBy(() -> catalog.register(register))
        .isInstanceOf(ApiException.class)
        .hasMessage(why);
    assertThat(server.store.snapshot().index()).isEqualTo(index);
  }

  private Optional<CatalogQueries.NodeServices> node() {
    return CatalogQueries.node(server.store.snapshot(), WatchSet.NONE, "web").value();
  }

  private List<Service> services() {
    return node().orElseThrow().services();
  }

  private static Register named(String name) {
    return of(new Node("", name, "10.0.0.1", "dc1", null, null, 0, 0), null);
  }

  private static Register of(Node node, @Nullable Service service) {
    return new Register(node, false, Optional.ofNullable(service), List.of());
  }

  private static Service with(Map<String, String> meta) {
    return new Service(
        "web", "s", "s", "", null, "", null, meta, 0, "", Service.Weights.EQUAL, false, 0, 0);
  }
}
