package org.consulkv.cli.agent;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.consulkv.cli.json.JsonObject;

/// A member of the gossip pool, as `/v1/agent/members` shows it.
///
/// @param address with the port
/// @param status the name of the API's number
record Member(String name, String address, String status, JsonObject tags) {
  /// Servers first, then by segment and name.
  static final Comparator<Member> ORDER =
      Comparator.comparing((Member member) -> !member.type().equals("server"))
          .thenComparing(Member::segment)
          .thenComparing(Member::name);

  private static final List<String> STATUSES =
      List.of("none", "alive", "leaving", "left", "failed");

  static Member of(JsonObject json) {
    String host = json.text("Addr");
    String bare = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    int status = (int) json.number("Status");
    return new Member(
        json.text("Name"),
        bare + ":" + json.text("Port"),
        status >= 0 && status < STATUSES.size() ? STATUSES.get(status) : "unknown",
        json.object("Tags"));
  }

  String tag(String name) {
    return tags.text(name);
  }

  String type() {
    return switch (tag("role")) {
      case "consul" -> "server";
      case "node" -> "client";
      default -> "unknown";
    };
  }

  /// The version, without the revision that may follow it.
  String build() {
    String build = tag("build");
    int colon = build.indexOf(':');
    return colon < 0 ? build : build.substring(0, colon);
  }

  String segment() {
    return switch (tag("role")) {
      case "consul" -> "<all>";
      case "node" -> tag("segment").isEmpty() ? "<default>" : tag("segment");
      default -> "";
    };
  }

  /// All tags as `name=value`, in the order of their names.
  String allTags() {
    List<String> names = tags.names();
    Collections.sort(names);
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append(text.isEmpty() ? "" : ",").append(name).append('=').append(tag(name));
    }
    return text.toString();
  }
}
