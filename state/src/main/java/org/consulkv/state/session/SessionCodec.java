package org.consulkv.state.session;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.consulkv.state.Row;
import org.consulkv.state.codec.Wire;
import org.consulkv.state.session.Session.Behavior;

/// Sessions as protobuf messages.
public final class SessionCodec {
  private SessionCodec() {}

  private static final int ID = 1;
  private static final int NAME = 2;
  private static final int NODE = 3;
  private static final int LOCK_DELAY_NANOS = 4;
  private static final int DELETES = 5;
  private static final int TTL = 6;
  private static final int CHECK = 7;
  private static final int NODE_CHECK = 8;
  private static final int SERVICE_CHECK = 9;
  private static final int CREATE_INDEX = 10;
  private static final int MODIFY_INDEX = 11;

  private static final SessionId NOBODY = new SessionId(new UUID(0, 0));

  public static final Row<Session> SESSION =
      new Row<>() {
        @Override
        public void write(Session session, CodedOutputStream out) throws IOException {
          Wire.bytes(out, ID, session.id().encoded());
          Wire.text(out, NAME, session.name());
          Wire.text(out, NODE, session.node());
          Wire.number(out, LOCK_DELAY_NANOS, session.lockDelay().toNanos());
          Wire.flag(out, DELETES, session.behavior() == Behavior.DELETE);
          Wire.text(out, TTL, session.ttl());
          Wire.texts(out, CHECK, session.checks());
          Wire.texts(out, NODE_CHECK, session.nodeChecks());
          Wire.texts(out, SERVICE_CHECK, session.serviceChecks());
          Wire.number(out, CREATE_INDEX, session.createIndex());
          Wire.number(out, MODIFY_INDEX, session.modifyIndex());
        }

        @Override
        public Session read(CodedInputStream in) throws IOException {
          SessionId id = NOBODY;
          String name = "";
          String node = "";
          Duration lockDelay = Duration.ZERO;
          Behavior behavior = Behavior.RELEASE;
          String ttl = "";
          List<String> checks = new ArrayList<>();
          List<String> nodeChecks = new ArrayList<>();
          List<String> serviceChecks = new ArrayList<>();
          long createIndex = 0;
          long modifyIndex = 0;
          for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (Wire.field(tag)) {
              case ID -> id = SessionId.decode(Wire.readBytes(in));
              case NAME -> name = in.readString();
              case NODE -> node = in.readString();
              case LOCK_DELAY_NANOS -> lockDelay = Duration.ofNanos(in.readUInt64());
              case DELETES -> behavior = in.readBool() ? Behavior.DELETE : Behavior.RELEASE;
              case TTL -> ttl = in.readString();
              case CHECK -> checks.add(in.readString());
              case NODE_CHECK -> nodeChecks.add(in.readString());
              case SERVICE_CHECK -> serviceChecks.add(in.readString());
              case CREATE_INDEX -> createIndex = in.readUInt64();
              case MODIFY_INDEX -> modifyIndex = in.readUInt64();
              default -> in.skipField(tag);
            }
          }
          return new Session(
              id,
              name,
              node,
              lockDelay,
              behavior,
              ttl,
              checks,
              nodeChecks,
              serviceChecks,
              createIndex,
              modifyIndex);
        }
      };
}
