package org.consulkv.faults.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A small filesystem of its own, mounted for a test. Only root can mount one.
public final class Filesystem implements AutoCloseable {
  private final Path root;

  private Filesystem(Path root) {
    this.root = root;
  }

  /// Whether this process may mount filesystems.
  public static boolean allowed() {
    return "root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/dev/loop0"));
  }

  /// One in memory.
  ///
  /// @param folder where it is mounted; made if it is missing
  public static Filesystem inMemory(Path folder, int mebibytes) {
    return mount(folder, "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "none");
  }

  /// A new ext4 in an image file. What is written to it stays in memory until it is flushed:
  /// neither its journal nor the kernel writes by itself for many seconds.
  public static Filesystem inImage(Path image, Path folder, int mebibytes) {
    Shell.run(List.of("truncate", "-s", mebibytes + "M", image.toString()));
    Shell.run(List.of("mkfs.ext4", "-q", "-F", image.toString()));
    return ofImage(image, folder);
  }

  /// The filesystem in an image file.
  public static Filesystem ofImage(Path image, Path folder) {
    return mount(folder, "-o", "loop,commit=300", image.toString());
  }

  /// Copies the image as it is on its disk now. What its filesystem holds in memory is not in it.
  public static void copyImage(Path image, Path copy) {
    Shell.run(List.of("cp", "--sparse=always", image.toString(), copy.toString()));
  }

  public Path root() {
    return root;
  }

  /// Fills it up to these last bytes.
  ///
  /// @return the file that takes the space
  public Path fill(long leftBytes) {
    try {
      Path filler = root.resolve("filler");
      long bytes = Files.getFileStore(root).getUsableSpace() - leftBytes;
      Shell.run(List.of("fallocate", "-l", Long.toString(bytes), filler.toString()));
      return filler;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Shell.run(List.of("umount", "--lazy", root.toString()));
  }

  private static Filesystem mount(Path folder, String... how) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var command = new ArrayList<>(List.of("mount"));
    command.addAll(List.of(how));
    command.add(folder.toString());
    Shell.run(command);
    return new Filesystem(folder);
  }
}
