package org.consulkv.http.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.consulkv.http.json.BadJson;
import org.consulkv.http.json.JsonObject;
import org.consulkv.http.json.JsonReader;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.state.catalog.CatalogCommand;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.consulkv.state.session.SessionId;

/// The bodies of `PUT /v1/catalog/register` and `deregister`.
///
/// @param datacenter the one the request names, or an empty text
record RegisterBody(String datacenter, CatalogCommand command) {
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
  static RegisterBody register(byte[] body, String here) throws BadJson {
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
      checks.add(check(one, node.name()));
    }
    for (JsonObject check : fields.objects("Checks", "structs.HealthCheck")) {
      checks.add(check(check, node.name()));
    }
    return new RegisterBody(
        asked,
        new CatalogCommand.Register(checked(node, skip), skip, service(service, node), checks));
  }

  private static Node checked(Node node, boolean skip) {
    if (node.name().isEmpty()) {
      throw refused("Must provide node");
    }
    if (node.address().isEmpty() && !skip) {
      throw refused("Must provide address if SkipNodeUpdate is not set");
    }
    if (!node.id().isEmpty() && SessionId.parse(node.id()).isEmpty()) {
      throw refused("Bad node ID: uuid string is wrong length");
    }
    return node;
  }

  private static Optional<Service> service(
      @org.jspecify.annotations.Nullable JsonObject fields, Node node) throws BadJson {
    if (fields == null) {
      return Optional.empty();
    }
    Service service = CatalogBody.service(fields, node.name());
    if (service.name().isEmpty()) {
      if (!service.id().isEmpty()) {
        throw refused("Must provide service name with ID");
      }
      return Optional.empty();
    }
    return Optional.of(service);
  }

  private static Check check(JsonObject fields, String node) throws BadJson {
    return CatalogBody.check(fields, node);
  }

  static RegisterBody deregister(byte[] body) throws BadJson {
    JsonObject fields =
        JsonObject.of(JsonReader.read(body), "", "struct { Address string; *structs.Alias }");
    fields.onlyKnows(DEREGISTER_FIELDS);
    String node = fields.text("Node");
    if (node.isEmpty()) {
      throw refused("Must provide node");
    }
    return new RegisterBody(
        fields.text("Datacenter"),
        new CatalogCommand.Deregister(node, fields.text("ServiceID"), fields.text("CheckID")));
  }

  private static ApiException refused(String message) {
    return new ApiException(ErrorKind.REFUSED, message);
  }
}
