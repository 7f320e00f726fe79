package org.consulkv.cli.snapshot;

import java.util.ArrayList;
import java.util.List;
import org.consulkv.cli.json.JsonObject;
import org.consulkv.cli.json.JsonWriter;

/// What `consul snapshot inspect` prints.
final class InspectText {
  private static final List<String> META = List.of("ID", "Size", "Index", "Term", "Version");
  private static final int META_COLUMN = 13;
  private static final int NAME_COLUMN = 26;
  private static final int COUNT_COLUMN = 11;
  private static final String RULE = "----";

  private InspectText() {}

  static String pretty(JsonObject meta, Contents contents) {
    StringBuilder text = new StringBuilder();
    for (String name : META) {
      text.append(' ');
      column(text, name, META_COLUMN).append(meta.text(name)).append('\n');
    }
    table(text, "Type", contents.kinds());
    if (!contents.prefixes().isEmpty()) {
      table(text, "Key Name", contents.prefixes());
    }
    text.setLength(text.length() - 1);
    return text.toString();
  }

  private static void table(StringBuilder text, String heading, List<Contents.Total> totals) {
    int width = NAME_COLUMN;
    for (Contents.Total total : totals) {
      width = Math.max(width, total.name().length() + 2);
    }
    text.append('\n');
    row(text, width, heading, "Count", "Size");
    row(text, width, RULE, RULE, RULE);
    for (Contents.Total total : totals) {
      row(text, width, total.name(), Long.toString(total.count()), size(total.bytes()));
    }
    row(text, width, RULE, RULE, RULE);
    row(text, width, "Total", "", size(Contents.bytes(totals)));
  }

  private static void row(StringBuilder text, int width, String name, String count, String size) {
    text.append(' ');
    column(text, name, width);
    column(text, count, COUNT_COLUMN).append(size).append('\n');
  }

  private static StringBuilder column(StringBuilder text, String cell, int width) {
    return text.append(cell).repeat(' ', Math.max(1, width - cell.length()));
  }

  /// Bytes in the largest unit that gives 1 or more, with one decimal if need be.
  static String size(long bytes) {
    String[] units = {"B", "KB", "MB", "GB", "TB"};
    int unit = 0;
    double amount = bytes;
    while (amount >= 1024 && unit < units.length - 1) {
      amount /= 1024;
      unit++;
    }
    long tenths = Math.round(amount * 10);
    return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + units[unit];
  }

  static String json(JsonObject meta, Contents contents) {
    JsonObject shown = new JsonObject();
    for (String name : META) {
      shown.put(name, meta.get(name));
    }
    return JsonWriter.indented(
        new JsonObject()
            .put("Meta", shown)
            .put("Stats", list(contents.kinds()))
            .put("StatsKV", list(contents.prefixes()))
            .put("TotalSize", Contents.bytes(contents.kinds()))
            .put("TotalSizeKV", Contents.bytes(contents.prefixes())),
        "   ");
  }

  private static List<JsonObject> list(List<Contents.Total> totals) {
    List<JsonObject> list = new ArrayList<>();
    for (Contents.Total total : totals) {
      list.add(
          new JsonObject()
              .put("Name", total.name())
              .put("Sum", total.bytes())
              .put("Count", total.count()));
    }
    return list;
  }
}
