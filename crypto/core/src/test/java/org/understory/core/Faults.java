package org.understory.core;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;

/**
 * Loads the code that is tested a second time with one of its rules taken away: a method of the
 * rule answers always the same, or does nothing. What watches the schedules has to notice.
 */
final class Faults extends ClassLoader {
  private static final String OURS = "org.understory.core.";

  private final Fault fault;

  /** A rule that is taken away: what its method answers from then on is yes, or no, 0 or null. */
  enum Fault {
    WITHOUT_HALT("Forks", "halt", false),
    WITHOUT_BRANCHES("Forks", "offer", false),
    WITHOUT_HEAD_IN_MESSAGE("GroupCircle", "names", true),
    WITHOUT_SIGNATURE("roster.SignedEntry", "isSignedBy", true),
    WITHOUT_ACTOR_IS_STEWARD("roster.Roster", "authorBroken", false),
    WITHOUT_PLACE("roster.Roster", "placeBroken", false),
    WITHOUT_TWO_SIGNATURES("roster.Voices", "broken", false),
    WITHOUT_REMOVED_ARE_OUT("roster.Member", "isActive", true),
    WITHOUT_EQUIVOCATOR_OUT("roster.ResolveRules", "proven", false),
    WITHOUT_ONE_INVITE_ONE_MEMBER("roster.AddRules", "broken", false),
    WITHOUT_ALARM("RequestNotes", "isAlarmed", false),
    WITHOUT_ACT_OF_THE_PARENT("roster.DeviceRules", "broken", false),
    WITHOUT_ACT_OF_THE_MEMBER("roster.RevokeRules", "broken", false),
    WITHOUT_CUTTING_OFF_AT_ONCE("Proposals", "cutOff", false),
    WITHOUT_REFRESH("Refreshing", "tick", false),
    WITHOUT_REASON_FOR_KEYS("roster.EpochRules", "isRefresh", true),
    WITHOUT_MOST_PROPOSALS("Proposals", "count", false),
    WITHOUT_RULES_OF_COMPARTMENTS("compartment.CompartmentRules", "broken", false),
    WITHOUT_ASKER_IS_IN("Compartment", "isActive", true),
    WITHOUT_STALE_COMPARTMENTS("Compartment", "isStale", false);

    private final String type;
    private final String method;
    private final boolean yes;

    Fault(String type, String method, boolean yes) {
      this.type = OURS + type;
      this.method = method;
      this.yes = yes;
    }
  }

  Faults(Fault fault) {
    super(Faults.class.getClassLoader());
    this.fault = fault;
  }

  /** What the schedules with these seeds say of the changed code: the first failure, or empty. */
  String firstNoticed(long seed, int most) {
    try {
      Class<?> type = loadClass("org.understory.core.Schedules");
      Object schedules = type.getConstructor(boolean.class, int.class).newInstance(false, 5);
      var run = type.getMethod("run", long.class);
      for (int i = 0; i < most; i++) {
        String told = (String) Objects.requireNonNull(run.invoke(schedules, seed + i));
        if (!told.isEmpty()) {
          return told;
        }
      }
      return "";
    } catch (InvocationTargetException e) {
      throw new AssertionError("the group could not even be founded", e);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null && name.startsWith(OURS)) {
        byte[] bytes = name.equals(fault.type) ? changed(bytes(name)) : bytes(name);
        loaded = defineClass(name, bytes, 0, bytes.length);
      }
      return loaded == null ? super.loadClass(name, resolve) : loaded;
    }
  }

  private byte[] bytes(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private byte[] changed(byte[] original) {
    ClassFile files = ClassFile.of();
    ClassModel parsed = files.parse(original);
    boolean[] found = {false};
    byte[] changed =
        files.transformClass(
            parsed,
            (builder, element) -> {
              if (element instanceof MethodModel method
                  && method.methodName().equalsString(fault.method)) {
                found[0] = true;
                builder.withMethodBody(
                    method.methodName(),
                    method.methodType(),
                    method.flags().flagsMask(),
                    code -> answer(code, method));
              } else {
                builder.with(element);
              }
            });
    if (!found[0]) {
      throw new AssertionError(fault + " is nowhere");
    }
    return changed;
  }

  private void answer(CodeBuilder code, MethodModel method) {
    var type = method.methodTypeSymbol().returnType();
    if (type.equals(ConstantDescs.CD_boolean)) {
      code.loadConstant(fault.yes ? 1 : 0).ireturn();
    } else if (type.equals(ConstantDescs.CD_int)) {
      code.loadConstant(0).ireturn();
    } else if (type.equals(ConstantDescs.CD_void)) {
      code.return_();
    } else {
      code.aconst_null().areturn();
    }
  }
}
