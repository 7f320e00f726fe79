package org.consulkv.cli.command;

import java.util.ArrayList;
import java.util.List;

/// Rows of cells in columns that are two spaces apart. Threading: one thread.
public final class Columns {
  private static final int GAP = 2;

  private final List<List<String>> rows = new ArrayList<>();

  public Columns row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /// All rows; no line ends in spaces, the last one has no line end.
  @Override
  public String toString() {
    int[] widths = widths();
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      if (!text.isEmpty()) {
        text.append('\n');
      }
      int start = text.length();
      for (int i = 0; i < row.size(); i++) {
        text.append(row.get(i)).repeat(' ', widths[i] - width(row.get(i)) + GAP);
      }
      int end = text.length();
      while (end > start && text.charAt(end - 1) == ' ') {
        end--;
      }
      text.setLength(end);
    }
    return text.toString();
  }

  private int[] widths() {
    int most = 0;
    for (List<String> row : rows) {
      most = Math.max(most, row.size());
    }
    int[] widths = new int[most];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    return widths;
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
