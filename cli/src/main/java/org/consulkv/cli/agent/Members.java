package org.consulkv.cli.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.Request;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.Columns;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.GoRegexp;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.Kind;
import org.consulkv.cli.json.JsonObject;

/// `consul members`.
public final class Members extends ClientCommand {
  private final Flag detailed =
      flags.toggle("detailed", "Shows all tags of each member instead of the usual columns.");
  private final Flag filter =
      flags.string("filter", "Shows only members that match this filter expression.").hide();
  private final Flag segment =
      flags.declare(
          "segment",
          Kind.STRING,
          "_all",
          "Shows only members of this network segment; _all means every segment.");
  private final Flag status =
      flags.declare(
          "status",
          Kind.STRING,
          ".*",
          "Shows only members whose status (alive, leaving, left, failed) matches this regular"
              + " expression.");
  private final Flag wan =
      flags.toggle("wan", "Shows the servers of all datacenters instead of this pool's members.");

  public Members() {
    super(Scope.AGENT);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul members [options]

      Lists the members of the pool as the agent knows them, with their addresses
      and whether they are alive.

          $ consul members -status=failed

      The exit status is 2 if no member is left to show.
    """;
  }

  @Override
  protected String failure() {
    return "Error retrieving members";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    Pattern wanted = GoRegexp.compile(status.text(), "Failed to compile status regexp");
    Request request = client.get("/v1/agent/members");
    if (wan.isOn()) {
      request.param("wan", "1");
    } else if (!segment.text().isEmpty()) {
      request.param("segment", segment.text());
    }
    if (!filter.text().isEmpty()) {
      request.param("filter", filter.text());
    }
    List<Member> members = new ArrayList<>();
    for (JsonObject json : JsonObject.objectsOf(request.sendOk().json())) {
      Member member = Member.of(json);
      if (wanted.matcher(member.status()).find()) {
        members.add(member);
      }
    }
    if (members.isEmpty()) {
      return ExitCode.NO_MATCH;
    }
    members.sort(Member.ORDER);
    terminal.print(detailed.isOn() ? withTags(members) : usual(members));
    return ExitCode.OK;
  }

  private static String usual(List<Member> members) {
    Columns table =
        new Columns()
            .row("Node", "Address", "Status", "Type", "Build", "Protocol", "DC", "Segment");
    for (Member member : members) {
      table.row(
          member.name(),
          member.address(),
          member.status(),
          member.type(),
          member.build(),
          member.tag("vsn"),
          member.tag("dc"),
          member.segment());
    }
    return table.toString();
  }

  private static String withTags(List<Member> members) {
    Columns table = new Columns().row("Node", "Address", "Status", "Tags");
    for (Member member : members) {
      table.row(member.name(), member.address(), member.status(), member.allTags());
    }
    return table.toString();
  }
}
