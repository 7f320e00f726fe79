package org.consulkv.http.listener;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import org.consulkv.agent.config.UnixSocketConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of unix domain sockets.
final class UnixSockets {
  private static final Logger LOG = LoggerFactory.getLogger(UnixSockets.class);

  private UnixSockets() {}

  /// Removes the socket that an earlier run left behind; anything else in its place is kept.
  static void prepare(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    if (((Integer) mode & 0170000) != 0140000) {
      throw new IOException(
          "listen on unix://" + path + ": a file that is no socket is in the way");
    }
    LOG.warn("replacing the socket {} of an earlier run", path);
    Files.delete(path);
  }

  /// Gives a new socket the mode, user and group of the configuration.
  static void own(Path path, UnixSocketConfig config) throws IOException {
    try {
      if (!config.mode().isEmpty()) {
        Files.setAttribute(path, "unix:mode", Integer.parseInt(config.mode(), 8));
      }
      UserPrincipalLookupService names = path.getFileSystem().getUserPrincipalLookupService();
      PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
      if (!config.user().isEmpty()) {
        UserPrincipal user = names.lookupPrincipalByName(config.user());
        view.setOwner(user);
      }
      if (!config.group().isEmpty()) {
        GroupPrincipal group = names.lookupPrincipalByGroupName(config.group());
        view.setGroup(group);
      }
    } catch (NumberFormatException e) {
      throw new IOException(
          "unix_sockets.mode \"" + config.mode() + "\" is not an octal number", e);
    } catch (IOException e) {
      throw new IOException("mode and owner of unix://" + path + ": " + e, e);
    }
  }

  static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.warn("the socket {} stays behind", path, e);
    }
  }
}
