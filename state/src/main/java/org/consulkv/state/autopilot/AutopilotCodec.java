package org.consulkv.state.autopilot;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.consulkv.state.Row;
import org.consulkv.state.codec.CommandKind;
import org.consulkv.state.codec.Wire;

/// The rules as protobuf messages. Durations are nanoseconds.
public final class AutopilotCodec {
  private static final int CLEANUP = 1;
  private static final int LAST_CONTACT = 2;
  private static final int MAX_TRAILING = 3;
  private static final int MIN_QUORUM = 4;
  private static final int STABILIZATION = 5;
  private static final int ZONE_TAG = 6;
  private static final int NO_MIGRATION = 7;
  private static final int VERSION_TAG = 8;
  private static final int CREATE_INDEX = 9;
  private static final int MODIFY_INDEX = 10;

  private static final int SET_CONFIG = 1;
  private static final int SET_EXPECTED = 2;

  static final Row<AutopilotConfig> ROW =
      new Row<>() {
        @Override
        public void write(AutopilotConfig row, CodedOutputStream out) throws IOException {
          Wire.flag(out, CLEANUP, row.cleanupDeadServers());
          Wire.number(out, LAST_CONTACT, row.lastContactThreshold().toNanos());
          Wire.number(out, MAX_TRAILING, row.maxTrailingLogs());
          Wire.number(out, MIN_QUORUM, row.minQuorum());
          Wire.number(out, STABILIZATION, row.serverStabilizationTime().toNanos());
          Wire.text(out, ZONE_TAG, row.redundancyZoneTag());
          Wire.flag(out, NO_MIGRATION, row.disableUpgradeMigration());
          Wire.text(out, VERSION_TAG, row.upgradeVersionTag());
          Wire.number(out, CREATE_INDEX, row.createIndex());
          Wire.number(out, MODIFY_INDEX, row.modifyIndex());
        }

        @Override
        public AutopilotConfig read(CodedInputStream in) throws IOException {
          return readConfig(in);
        }
      };

  public static final List<CommandKind<?>> KINDS =
      List.of(
          new CommandKind<>(
              80,
              AutopilotCommand.Set.class,
              _ -> 128,
              AutopilotCodec::write,
              AutopilotCodec::read));

  private AutopilotCodec() {}

  private static AutopilotConfig readConfig(CodedInputStream in) throws IOException {
    boolean cleanup = false;
    long lastContact = 0;
    long trailing = 0;
    long quorum = 0;
    long stabilization = 0;
    String zoneTag = "";
    boolean noMigration = false;
    String versionTag = "";
    long created = 0;
    long modified = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case CLEANUP -> cleanup = in.readBool();
        case LAST_CONTACT -> lastContact = in.readUInt64();
        case MAX_TRAILING -> trailing = in.readUInt64();
        case MIN_QUORUM -> quorum = in.readUInt64();
        case STABILIZATION -> stabilization = in.readUInt64();
        case ZONE_TAG -> zoneTag = in.readString();
        case NO_MIGRATION -> noMigration = in.readBool();
        case VERSION_TAG -> versionTag = in.readString();
        case CREATE_INDEX -> created = in.readUInt64();
        case MODIFY_INDEX -> modified = in.readUInt64();
        default -> in.skipField(tag);
      }
    }
    return new AutopilotConfig(
        cleanup,
        Duration.ofNanos(lastContact),
        trailing,
        quorum,
        Duration.ofNanos(stabilization),
        zoneTag,
        noMigration,
        versionTag,
        created,
        modified);
  }

  private static void write(AutopilotCommand.Set set, CodedOutputStream out) throws IOException {
    out.writeByteArray(SET_CONFIG, Wire.message(128, inner -> ROW.write(set.config(), inner)));
    out.writeSInt64(SET_EXPECTED, set.expectedIndex());
  }

  private static AutopilotCommand.Set read(CodedInputStream in) throws IOException {
    AutopilotConfig config = AutopilotConfig.DEFAULT;
    long expected = -1;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case SET_CONFIG -> config = readConfig(CodedInputStream.newInstance(in.readByteArray()));
        case SET_EXPECTED -> expected = in.readSInt64();
        default -> in.skipField(tag);
      }
    }
    return new AutopilotCommand.Set(config, expected);
  }
}
