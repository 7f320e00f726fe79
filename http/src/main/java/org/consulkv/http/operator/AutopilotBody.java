package org.consulkv.http.operator;

import java.time.Duration;
import java.util.List;
import org.consulkv.http.json.BadJson;
import org.consulkv.http.json.JsonObject;
import org.consulkv.http.json.JsonReader;
import org.consulkv.runtime.GoDuration;
import org.consulkv.state.autopilot.AutopilotConfig;
import org.jspecify.annotations.Nullable;

/// The rules in the body of `PUT /v1/operator/autopilot/configuration`. What is not named is off.
final class AutopilotBody {
  private static final List<String> FIELDS =
      List.of(
          "CleanupDeadServers",
          "LastContactThreshold",
          "MaxTrailingLogs",
          "MinQuorum",
          "ServerStabilizationTime",
          "RedundancyZoneTag",
          "DisableUpgradeMigration",
          "UpgradeVersionTag",
          "CreateIndex",
          "ModifyIndex");

  private AutopilotBody() {}

  static AutopilotConfig read(byte[] body) throws BadJson {
    JsonObject fields =
        JsonObject.of(
            JsonReader.read(body), "AutopilotConfiguration", "api.AutopilotConfiguration");
    fields.onlyKnows(FIELDS);
    return new AutopilotConfig(
        fields.flag("CleanupDeadServers"),
        duration(fields.scalar("LastContactThreshold")),
        fields.unsigned("MaxTrailingLogs"),
        fields.unsigned("MinQuorum"),
        duration(fields.scalar("ServerStabilizationTime")),
        fields.text("RedundancyZoneTag"),
        fields.flag("DisableUpgradeMigration"),
        fields.text("UpgradeVersionTag"),
        0,
        0);
  }

  private static Duration duration(@Nullable Object value) throws BadJson {
    Duration duration =
        switch (value) {
          case null -> Duration.ZERO;
          case Number number -> Duration.ofNanos(number.longValue());
          default -> parse(value.toString());
        };
    if (duration.isNegative()) {
      throw new BadJson("a duration is negative: " + GoDuration.format(duration));
    }
    return duration;
  }

  private static Duration parse(String text) throws BadJson {
    try {
      return GoDuration.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadJson(String.valueOf(e.getMessage()));
    }
  }
}
