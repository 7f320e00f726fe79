package org.consulkv.state.session;

import java.util.List;
import java.util.UUID;
import org.consulkv.state.codec.CommandKind;
import org.consulkv.state.codec.Wire;
import org.consulkv.state.session.SessionCommand.Create;
import org.consulkv.state.session.SessionCommand.Destroy;

/// Session commands in the log.
public final class SessionCommandCodec {
  private static final int ID = 1;

  public static final List<CommandKind<?>> KINDS =
      List.of(
          new CommandKind<>(
              20,
              Create.class,
              create -> 256,
              (create, out) -> SessionCodec.SESSION.write(create.session(), out),
              in -> new Create(SessionCodec.SESSION.read(in))),
          new CommandKind<>(
              21,
              Destroy.class,
              destroy -> 32,
              (destroy, out) -> Wire.bytes(out, ID, destroy.id().encoded()),
              in -> {
                SessionId id = new SessionId(new UUID(0, 0));
                for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                  if (Wire.field(tag) == ID) {
                    id = SessionId.decode(Wire.readBytes(in));
                  } else {
                    in.skipField(tag);
                  }
                }
                return new Destroy(id);
              }));

  private SessionCommandCodec() {}
}
