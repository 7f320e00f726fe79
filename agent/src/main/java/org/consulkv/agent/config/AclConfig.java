package org.consulkv.agent.config;

/// `acl`, as far as it is in effect.
///
/// @param defaultPolicy `allow` or `deny`
public record AclConfig(boolean enabled, String defaultPolicy, String downPolicy) {
  public static final AclConfig DEFAULT = new AclConfig(false, "allow", "extend-cache");

  public AclConfig {
    if (!defaultPolicy.equals("allow") && !defaultPolicy.equals("deny")) {
      throw new ConfigException(
          "acl.default_policy must be either \"allow\" or \"deny\", not \"" + defaultPolicy + '"');
    }
  }
}
