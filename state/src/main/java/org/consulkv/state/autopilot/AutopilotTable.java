package org.consulkv.state.autopilot;

import java.util.Optional;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.Index;
import org.consulkv.state.Table;
import org.consulkv.state.View;
import org.consulkv.state.WatchSet;

/// The one row of rules.
public final class AutopilotTable {
  private static final String ONLY = "config";

  static final Index<AutopilotConfig, String> ID = Index.unique("id", _ -> ONLY, Bytes::utf8);

  public static final Table<AutopilotConfig> TABLE =
      Table.of(11, "autopilot", AutopilotCodec.ROW, AutopilotConfig::modifyIndex, ID);

  private AutopilotTable() {}

  /// The rules in force; empty if none were written yet.
  public static Optional<AutopilotConfig> config(View view) {
    return view.first(ID, ONLY, WatchSet.NONE);
  }
}
