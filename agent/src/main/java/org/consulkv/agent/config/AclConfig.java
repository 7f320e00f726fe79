package org.consulkv.agent.config;

/// `acl`, as far as it is in effect.
///
/// @param defaultPolicy `allow` or `deny`
public record AclConfig(boolean enabled, String defaultPolicy, String downPolicy) {
  public static final AclConfig DEFAULT = new AclConfig(false, "allow", "extend-cache");
}
