package org.consulkv.cli.command;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Input from files and arguments, with errors as the reference program words them.
public final class Files {
  private Files() {}

  /// Reads a whole file.
  ///
  /// @throws IOException worded by [#openError]
  public static byte[] read(String path) throws IOException {
    try (InputStream file = new FileInputStream(path)) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new IOException(openError(path, e), e);
    }
  }

  /// An argument that may be `@path`, `-` for standard input, or the data itself.
  public static byte[] dataOf(String argument, Terminal terminal) {
    try {
      if (argument.startsWith("@")) {
        return read(argument.substring(1));
      }
    } catch (IOException e) {
      throw new CommandError("Error! Failed to read file: " + e.getMessage());
    }
    if (!argument.equals("-")) {
      return argument.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return terminal.in().readAllBytes();
    } catch (IOException e) {
      throw new CommandError("Error! Failed to read stdin: " + e.getMessage());
    }
  }

  /// `open PATH: no such file or directory`, from Java's `PATH (No such file or directory)`.
  public static String openError(String path, IOException error) {
    String message = String.valueOf(error.getMessage());
    int open = message.lastIndexOf('(');
    String reason =
        open >= 0 && message.endsWith(")")
            ? message.substring(open + 1, message.length() - 1).toLowerCase(Locale.ROOT)
            : message;
    return "open " + path + ": " + reason;
  }
}
