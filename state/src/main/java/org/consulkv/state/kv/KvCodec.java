package org.consulkv.state.kv;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.Row;
import org.consulkv.state.codec.Wire;
import org.consulkv.state.kv.KvTable.Reaped;
import org.consulkv.state.kv.KvTable.Tombstone;
import org.consulkv.state.session.SessionId;
import org.jspecify.annotations.Nullable;

/// The rows of the key-value tables as protobuf messages.
final class KvCodec {
  private KvCodec() {}

  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int FLAGS = 3;
  private static final int LOCK_INDEX = 4;
  private static final int HOLDER = 5;
  private static final int CREATE_INDEX = 6;
  private static final int MODIFY_INDEX = 7;

  static final Row<KvEntry> ENTRY =
      new Row<>() {
        @Override
        public void write(KvEntry entry, CodedOutputStream out) throws IOException {
          Wire.bytes(out, KEY, entry.key().encoded());
          Wire.bytes(out, VALUE, entry.value());
          Wire.number(out, FLAGS, entry.flags());
          Wire.number(out, LOCK_INDEX, entry.lockIndex());
          SessionId holder = entry.holder();
          if (holder != null) {
            Wire.bytes(out, HOLDER, holder.encoded());
          }
          Wire.number(out, CREATE_INDEX, entry.createIndex());
          Wire.number(out, MODIFY_INDEX, entry.modifyIndex());
        }

        @Override
        public KvEntry read(CodedInputStream in) throws IOException {
          Bytes key = Bytes.EMPTY;
          Bytes value = Bytes.EMPTY;
          long flags = 0;
          long lockIndex = 0;
          @Nullable SessionId holder = null;
          long createIndex = 0;
          long modifyIndex = 0;
          for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (Wire.field(tag)) {
              case KEY -> key = Wire.readBytes(in);
              case VALUE -> value = Wire.readBytes(in);
              case FLAGS -> flags = in.readUInt64();
              case LOCK_INDEX -> lockIndex = in.readUInt64();
              case HOLDER -> holder = SessionId.decode(Wire.readBytes(in));
              case CREATE_INDEX -> createIndex = in.readUInt64();
              case MODIFY_INDEX -> modifyIndex = in.readUInt64();
              default -> in.skipField(tag);
            }
          }
          return new KvEntry(
              new Key(key), value, flags, lockIndex, holder, createIndex, modifyIndex);
        }
      };

  static final Row<Tombstone> TOMBSTONE =
      new Row<>() {
        @Override
        public void write(Tombstone tombstone, CodedOutputStream out) throws IOException {
          Wire.bytes(out, 1, tombstone.start().encoded());
          Wire.number(out, 2, tombstone.index());
        }

        @Override
        public Tombstone read(CodedInputStream in) throws IOException {
          Bytes start = Bytes.EMPTY;
          long index = 0;
          for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (Wire.field(tag)) {
              case 1 -> start = Wire.readBytes(in);
              case 2 -> index = in.readUInt64();
              default -> in.skipField(tag);
            }
          }
          return new Tombstone(new Key(start), index);
        }
      };

  static final Row<Reaped> REAPED =
      new Row<>() {
        @Override
        public void write(Reaped reaped, CodedOutputStream out) throws IOException {
          Wire.number(out, 1, reaped.upToIndex());
        }

        @Override
        public Reaped read(CodedInputStream in) throws IOException {
          long upToIndex = 0;
          for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (Wire.field(tag)) {
              case 1 -> upToIndex = in.readUInt64();
              default -> in.skipField(tag);
            }
          }
          return new Reaped(upToIndex);
        }
      };
}
