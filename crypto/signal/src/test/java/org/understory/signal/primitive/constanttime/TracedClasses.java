package org.understory.signal.primitive.constanttime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/**
 * Loads the primitives and Bouncy Castle anew, with a report to {@link Trace} at each place control
 * can come to by different ways, before each access to an array, and before each division.
 */
final class TracedClasses extends ClassLoader {
  private static final List<String> TRACED =
      List.of(
          "org.bouncycastle.",
          "org.understory.signal.primitive.internal.",
          "org.understory.signal.primitive.internal.curve.",
          "org.understory.signal.primitive.CompiledPrimitives",
          "org.understory.signal.primitive.constanttime.Leaky");

  private static final ClassDesc TRACE = ClassDesc.of(Trace.class.getName());
  private static final MethodTypeDesc INT =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);
  private static final MethodTypeDesc TWO_INTS =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int, ConstantDescs.CD_int);

  TracedClasses() {
    super(TracedClasses.class.getClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (TRACED.stream().noneMatch(name::startsWith)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        byte[] traced = traced(name);
        loaded = defineClass(name, traced, 0, traced.length);
      }
      return loaded;
    }
  }

  private byte[] traced(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      ClassFile files = ClassFile.of();
      return files.transformClass(
          files.parse(in.readAllBytes()),
          ClassTransform.transformingMethods((builder, element) -> {
            if (element instanceof java.lang.classfile.CodeModel code) {
              MethodModel method = code.parent().orElseThrow();
              Reports reports = new Reports(name + "." + method.methodName().stringValue());
              builder.transformCode(code, reports);
            } else {
              builder.with(element);
            }
          }));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Reports implements CodeTransform {
    private final String method;
    private int line;

    Reports(String method) {
      this.method = method;
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      switch (element) {
        case ArrayLoadInstruction load -> {
          code.dup();
          value(code, "an index");
        }
        case ArrayStoreInstruction store -> beforeStore(code, store.typeKind());
        case OperatorInstruction operator -> beforeDivision(code, operator);
        case LookupSwitchInstruction lookup -> {
          code.dup();
          value(code, "a switch");
        }
        case TableSwitchInstruction table -> {
          code.dup();
          value(code, "a switch");
        }
        case LineNumber number -> line = number.line();
        default -> {}
      }
      code.with(element);
      if (element instanceof LabelTarget || element instanceof BranchInstruction) {
        code.loadConstant(Trace.site(site("a branch"))).invokestatic(TRACE, "at", INT);
      }
    }

    private void beforeStore(CodeBuilder code, TypeKind kind) {
      if (kind.slotSize() == 1) {
        code.dup2().pop();
        value(code, "an index");
      } else {
        code.dup2_x1().pop2().dup();
        value(code, "an index");
        code.dup_x2().pop();
      }
    }

    /** Of long divisions that one happened is enough: none is expected where secrets are. */
    private void beforeDivision(CodeBuilder code, OperatorInstruction operator) {
      switch (operator.opcode()) {
        case IDIV, IREM -> {
          code.dup2();
          value(code, "a divisor");
          value(code, "a dividend");
        }
        case LDIV, LREM -> {
          code.dup2().l2i();
          value(code, "a divisor");
        }
        default -> {}
      }
    }

    private void value(CodeBuilder code, String what) {
      code.loadConstant(Trace.site(site(what))).invokestatic(TRACE, "value", TWO_INTS);
    }

    private String site(String what) {
      return what + " in " + method + ", line " + line;
    }
  }
}
