package org.consulkv.cli.catalog;

import java.io.IOException;
import org.consulkv.cli.json.JsonObject;

/// Reads configuration files in HCL. The language belongs to the node; the program that wires
/// command line and node together supplies the reader.
@FunctionalInterface
public interface HclReader {
  /// The text as JSON: a name that occurs more than once has a list of its values.
  ///
  /// @throws IOException if it is not HCL; the message says where
  JsonObject read(String text) throws IOException;
}
