package org.consulkv.cli.flag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Breaks a paragraph into lines of even length: of all ways to break it, the one with the smallest
/// sum of squares of the space left at the ends of lines, the last line aside.
///
/// @see "Knuth and Plass: Breaking Paragraphs into Lines, 1981"
final class WordWrap {
  /// What one line that is too long costs; more than any ragged paragraph.
  private static final long TOO_LONG = 100_000;

  private WordWrap() {}

  static List<String> wrap(String paragraph, int width) {
    List<String> words = words(paragraph);
    int[] breaks = breaks(words, width);
    List<String> lines = new ArrayList<>();
    for (int start = 0; start < words.size(); start = breaks[start]) {
      lines.add(String.join(" ", words.subList(start, breaks[start])));
    }
    return lines;
  }

  /// For each word, the end of the line that starts with it.
  private static int[] breaks(List<String> words, int width) {
    int count = words.size();
    int[] breaks = new int[count];
    long[] cost = new long[count + 1];
    Arrays.fill(cost, Long.MAX_VALUE);
    for (int start = count - 1; start >= 0; start--) {
      if (start == count - 1 || length(words, start, count) <= width) {
        cost[start] = 0;
        breaks[start] = count;
        continue;
      }
      for (int end = start + 1; end < count; end++) {
        int length = length(words, start, end);
        long space = (long) width - length;
        long total = space * space + cost[end] + (length > width ? TOO_LONG : 0);
        if (total < cost[start]) {
          cost[start] = total;
          breaks[start] = end;
        }
      }
    }
    return breaks;
  }

  private static int length(List<String> words, int start, int end) {
    int length = end - start - 1;
    for (int i = start; i < end; i++) {
      length += words.get(i).length();
    }
    return length;
  }

  private static List<String> words(String paragraph) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= paragraph.length(); i++) {
      if (i == paragraph.length() || paragraph.charAt(i) == ' ' || paragraph.charAt(i) == '\n') {
        if (i > start) {
          words.add(paragraph.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }
}
