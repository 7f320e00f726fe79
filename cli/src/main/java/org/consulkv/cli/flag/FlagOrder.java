package org.consulkv.cli.flag;

import java.util.Comparator;

/// The order of flags in help texts.
enum FlagOrder implements Comparator<Flag> {
  BY_NAME;

  @Override
  public int compare(Flag left, Flag right) {
    return left.name().compareTo(right.name());
  }
}
