package org.consulkv.cli.agent;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.consulkv.cli.command.Command;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Terminal;

/// `consul keygen`.
public final class Keygen extends Command {
  private static final int KEY_BYTES = 32;

  @Override
  protected String usage() {
    return """
    Usage: consul keygen

      Prints a new key for the encryption of gossip: 32 random bytes in base64, for
      the agents' "encrypt" setting.
    """;
  }

  @Override
  protected int run(List<String> arguments, Terminal terminal) {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    terminal.print(Base64.getEncoder().encodeToString(key));
    return ExitCode.OK;
  }
}
