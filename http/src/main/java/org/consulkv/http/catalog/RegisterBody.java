package org.consulkv.http.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.consulkv.http.json.BadJson;
import org.consulkv.http.json.JsonObject;
import org.consulkv.http.json.JsonReader;
import org.consulkv.state.catalog.CatalogCommand;
import org.consulkv.state.catalog.CatalogCommand.Deregister;
import org.consulkv.state.catalog.CatalogCommand.Register;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;

/// The bodies of `PUT /v1/catalog/register` and `deregister`.
///
/// @param datacenter the one the request names, or an empty text
record RegisterBody<C extends CatalogCommand>(String datacenter, C command) {
  private static final List<String> REGISTER_FIELDS =
      List.of(
          "Datacenter",
          "ID",
          "Node",
          "Address",
          "TaggedAddresses",
          "NodeMeta",
          "Service",
          "Check",
          "Checks",
          "SkipNodeUpdate",
          "Namespace",
          "Partition",
          "WriteRequest");
  private static final List<String> DEREGISTER_FIELDS =
      List.of(
          "Datacenter",
          "Node",
          "Address",
          "ServiceID",
          "CheckID",
          "Namespace",
          "Partition",
          "WriteRequest");

  /// @param here the datacenter of a registration that names none
  static RegisterBody<Register> register(byte[] body, String here) throws BadJson {
    JsonObject fields =
        JsonObject.of(JsonReader.read(body), "RegisterRequest", "structs.RegisterRequest");
    fields.onlyKnows(REGISTER_FIELDS);
    String asked = fields.text("Datacenter");
    Node node =
        new Node(
            fields.text("ID"),
            fields.text("Node"),
            fields.text("Address"),
            asked.isEmpty() ? here : asked,
            fields.textMap("TaggedAddresses"),
            fields.textMap("NodeMeta"),
            0,
            0);
    boolean skip = fields.flag("SkipNodeUpdate");
    JsonObject service = fields.object("Service", "structs.NodeService");
    List<Check> checks = new ArrayList<>();
    JsonObject one = fields.object("Check", "structs.HealthCheck");
    if (one != null) {
      checks.add(CatalogBody.check(one, node.name()));
    }
    for (JsonObject check : fields.objects("Checks", "structs.HealthCheck")) {
      checks.add(CatalogBody.check(check, node.name()));
    }
    Optional<Service> given =
        service == null ? Optional.empty() : Optional.of(CatalogBody.service(service, node.name()));
    return new RegisterBody<>(asked, new Register(node, skip, given, checks));
  }

  static RegisterBody<Deregister> deregister(byte[] body) throws BadJson {
    JsonObject fields =
        JsonObject.of(JsonReader.read(body), "", "struct { Address string; *structs.Alias }");
    fields.onlyKnows(DEREGISTER_FIELDS);
    return new RegisterBody<>(
        fields.text("Datacenter"),
        new Deregister(fields.text("Node"), fields.text("ServiceID"), fields.text("CheckID")));
  }
}
