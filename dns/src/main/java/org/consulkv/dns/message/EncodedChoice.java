package org.consulkv.dns.message;

import io.netty.buffer.ByteBuf;
import org.consulkv.dns.lookup.Answer;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/// A choice of an answer as bytes.
///
/// Threading: confined to one event loop; it remembers where it was last written.
final class EncodedChoice {
  private final EncodedRecord[] records;
  private final EncodedRecord[] extras;
  private final boolean far;
  private final int size;
  private final int extrasSize;
  private int writtenAt;

  EncodedChoice(EncodedRecord[] records, EncodedRecord[] extras, boolean far) {
    this.records = records;
    this.extras = extras;
    this.far = far;
    size = EncodedRecord.size(records, far);
    extrasSize = EncodedRecord.size(extras, far);
  }

  static EncodedChoice of(Answer.Choice choice, Name question, boolean far) {
    Record lead = choice.records().getFirst();
    EncodedRecord[] extras =
        choice.extras().stream()
            .map(extra -> EncodedRecord.about(lead, extra, question))
            .toArray(EncodedRecord[]::new);
    return new EncodedChoice(EncodedRecord.all(choice.records(), question), extras, far);
  }

  EncodedRecord[] records() {
    return records;
  }

  EncodedRecord[] extras() {
    return extras;
  }

  boolean far() {
    return far;
  }

  /// Bytes of its records.
  int size() {
    return size;
  }

  /// Bytes of its extras.
  int extrasSize() {
    return extrasSize;
  }

  /// @return how many records
  int writeRecords(ByteBuf out, int start) {
    for (int i = 0; i < records.length; i++) {
      int at = records[i].write(out, start, start);
      if (i == 0) {
        writtenAt = at;
      }
    }
    return records.length;
  }

  /// Writes the extras, after the records were written to the same message.
  ///
  /// @return how many extras
  int writeExtras(ByteBuf out, int start) {
    for (EncodedRecord extra : extras) {
      int _ = extra.write(out, start, writtenAt);
    }
    return extras.length;
  }
}
