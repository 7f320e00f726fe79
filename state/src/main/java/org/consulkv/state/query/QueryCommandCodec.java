package org.consulkv.state.query;

import java.util.List;
import java.util.UUID;
import org.consulkv.state.codec.CommandKind;
import org.consulkv.state.codec.Wire;
import org.consulkv.state.query.QueryCommand.Delete;
import org.consulkv.state.query.QueryCommand.Put;

/// Commands on prepared queries in the log.
public final class QueryCommandCodec {
  private static final int ID = 1;

  public static final List<CommandKind<?>> KINDS =
      List.of(
          new CommandKind<>(
              70,
              Put.class,
              put -> 512,
              (put, out) -> QueryCodec.QUERY.write(put.query(), out),
              in -> new Put(QueryCodec.QUERY.read(in))),
          new CommandKind<>(
              71,
              Delete.class,
              delete -> 32,
              (delete, out) -> Wire.bytes(out, ID, delete.id().encoded()),
              in -> {
                QueryId id = new QueryId(new UUID(0, 0));
                for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                  if (Wire.field(tag) == ID) {
                    id = QueryId.decode(Wire.readBytes(in));
                  } else {
                    in.skipField(tag);
                  }
                }
                return new Delete(id);
              }));

  private QueryCommandCodec() {}
}
