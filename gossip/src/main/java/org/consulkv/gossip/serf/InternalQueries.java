package org.consulkv.gossip.serf;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.gossip.msgpack.MsgMap;
import org.consulkv.gossip.msgpack.MsgReader;
import org.consulkv.gossip.msgpack.MsgWriter;
import org.consulkv.gossip.serf.SerfMessage.Query;
import org.consulkv.gossip.swim.Versions;
import org.consulkv.runtime.Bytes;

/// Queries of members' programs to each other, which the user does not see: whose a name is, and
/// the keyring.
///
/// Threading: confined to the gossip loop.
final class InternalQueries {
  static final String PREFIX = "_serf_";
  static final String CONFLICT = PREFIX + "conflict";

  private static final int MEMBER = 6;
  private static final int KEY_REQUEST = 7;
  private static final int KEY_RESPONSE = 8;

  private final Context context;
  private final Function<String, Optional<Member>> members;
  private Keyring keyring;

  InternalQueries(Context context, Function<String, Optional<Member>> members, Keyring keyring) {
    this.context = context;
    this.members = members;
    this.keyring = keyring;
  }

  /// What is to be done about a query.
  sealed interface Verdict {}

  /// The user may answer it.
  record NotInternal() implements Verdict {}

  record Answer(Bytes payload) implements Verdict {}

  record Silence() implements Verdict {}

  Keyring keyring() {
    return keyring;
  }

  Verdict judge(Query query) {
    if (!query.name().startsWith(PREFIX)) {
      return new NotInternal();
    }
    try {
      return switch (query.name()) {
        case CONFLICT -> owner(query.payload().toUtf8());
        case KeyOperation.INSTALL_QUERY, KeyOperation.USE_QUERY, KeyOperation.REMOVE_QUERY ->
            change(query);
        case KeyOperation.LIST_QUERY -> list();
        default -> new Silence();
      };
    } catch (MalformedException _) {
      return new Silence();
    }
  }

  /// Whom this member knows under the name; about itself it keeps silent, as a party to the case.
  private Verdict owner(String name) {
    if (name.equals(context.self)) {
      return new Silence();
    }
    return members.apply(name).<Verdict>map(m -> new Answer(encoded(m))).orElse(new Silence());
  }

  private static Bytes encoded(Member member) {
    Versions v = member.versions();
    MsgWriter out = new MsgWriter().kind(MEMBER).map(11);
    out.text("Addr").raw(member.address().ip());
    out.text("DelegateCur").integer(v.delegate()).text("DelegateMax").integer(v.delegateMax());
    out.text("DelegateMin").integer(v.delegateMin()).text("Name").text(member.name());
    out.text("Port").integer(member.address().port());
    out.text("ProtocolCur").integer(v.protocol()).text("ProtocolMax").integer(v.protocolMax());
    out.text("ProtocolMin").integer(v.protocolMin());
    out.text("Status").integer(member.status().number()).text("Tags").map(member.tags().size());
    member.tags().forEach((name, value) -> out.text(name).text(value));
    return out.toBytes();
  }

  /// Whether an answer to [#CONFLICT] names this member's own address.
  boolean sidesWithUs(Bytes answer) {
    try {
      MsgReader in = new MsgReader(answer);
      if (in.kind() != MEMBER) {
        return false;
      }
      MsgMap map = in.map();
      return map.raw("Addr").equals(context.address.ip())
          && map.integer("Port") == context.address.port();
    } catch (MalformedException _) {
      return false;
    }
  }

  private Verdict change(Query query) throws MalformedException {
    MsgReader in = new MsgReader(query.payload());
    if (in.kind() != KEY_REQUEST) {
      throw new MalformedException("not a request about keys");
    }
    Bytes key = in.map().raw("Key");
    try {
      if (keyring.isEmpty()) {
        return refused("No keyring to modify (encryption not enabled)");
      }
      keyring =
          switch (query.name()) {
            case KeyOperation.INSTALL_QUERY -> keyring.install(key);
            case KeyOperation.USE_QUERY -> keyring.use(key);
            default -> keyring.remove(key);
          };
      context.emit(new SerfEffect.KeysChanged(keyring));
      return response(true, "", List.of(), "");
    } catch (Keyring.Refused | IllegalArgumentException e) {
      return refused(String.valueOf(e.getMessage()));
    }
  }

  private Verdict list() {
    if (keyring.isEmpty()) {
      return refused("Keyring is empty (encryption not enabled)");
    }
    List<String> keys = keyring.keys().stream().map(Keyring::encoded).toList();
    return response(true, "", keys, Keyring.encoded(keyring.primary()));
  }

  private static Verdict refused(String message) {
    return response(false, message, List.of(), "");
  }

  private static Verdict response(
      boolean result, String message, List<String> keys, String primary) {
    MsgWriter out = new MsgWriter().kind(KEY_RESPONSE).map(4).text("Keys");
    if (keys.isEmpty()) {
      out.nil();
    } else {
      out.array(keys.size());
      keys.forEach(out::text);
    }
    out.text("Message").text(message).text("PrimaryKey").text(primary);
    return new Answer(out.text("Result").bool(result).toBytes());
  }

  static Bytes request(Bytes key) {
    return new MsgWriter().kind(KEY_REQUEST).map(1).text("Key").raw(key).toBytes();
  }

  static KeyOperation.Reply reply(Bytes answer) throws MalformedException {
    MsgReader in = new MsgReader(answer);
    if (in.kind() != KEY_RESPONSE) {
      throw new MalformedException("not an answer about keys");
    }
    MsgMap map = in.map();
    return new KeyOperation.Reply(
        map.bool("Result"), map.text("Message"), map.texts("Keys"), map.text("PrimaryKey"));
  }
}
