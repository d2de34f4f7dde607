// Makes TeaVM's Wasm-GC runtime fit for a page whose CSP forbids eval: the stock text builds its
// functions with `new Function`, here each becomes a closure that does the same.
// Every replaced passage is given in full, so that a new TeaVM with another text fails the build.

/** What TeaVM's sources carry; the runtime file itself has no notice. */
const NOTICE = `/*
 *  Copyright 2024 Alexey Andreev.
 *
 *  Licensed under the Apache License, Version 2.0 (the "License");
 *  you may not use this file except in compliance with the License.
 *  You may obtain a copy of the License at
 *
 *       http://www.apache.org/licenses/LICENSE-2.0
 *
 *  Unless required by applicable law or agreed to in writing, software
 *  distributed under the License is distributed on an "AS IS" BASIS,
 *  WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 *  See the License for the specific language governing permissions and
 *  limitations under the License.
 *
 *  TeaVM's runtime for WebAssembly, changed by Understory: what was made with new Function are
 *  closures here, so that no Content-Security-Policy needs 'unsafe-eval'.
 */
`;

const CACHE = ["var globalsCache = /* @__PURE__ */ new Map();\n", ""];

const GET_GLOBAL = [
  `  let result = globalsCache.get(name);
  if (typeof result === "undefined") {
    result = new Function("return " + name + ";");
    globalsCache.set(name, result);
  }
  return result();
`,
  `  let result = globalThis;
  for (const part of name.split(".")) {
    if (result === globalThis && !(part in globalThis)) {
      throw new ReferenceError(name + " is not defined");
    }
    result = result[part];
  }
  return result;
`,
];

const SET_GLOBAL = [
  `  new Function("value", name + " = value;")(value);
`,
  `  const parts = name.split(".");
  const last = parts.pop();
  const owner = parts.length === 0 ? globalThis : getGlobalName(parts.join("."));
  owner[last] = value;
`,
];

const DEFINE_FUNCTION = [
  `    const params = [];
    const paramsForString = [];
    for (let i = 0; i < fn.length; ++i) {
      const name = "p" + i;
      params.push(name);
      paramsForString.push(name);
    }
    if (vararg) {
      const last = paramsForString.length - 1;
      paramsForString[last] = "..." + paramsForString[last];
    }
    const paramsAsString = paramsForString.join(", ");
    return new Function(
      "rethrowJavaAsJs",
      "fn",
      \`return function(\${paramsAsString}) {
    try {
        return fn(\${params.join(", ")});
    } catch (e) {
        rethrowJavaAsJs(e);
    }
};\`
    )(rethrowJavaAsJs, fn);
`,
  `    const arity = fn.length;
    return function(...given) {
      try {
        return fn(...fitArguments(given, arity, vararg));
      } catch (e) {
        rethrowJavaAsJs(e);
      }
    };
`,
];

const RENAME_CONSTRUCTOR = [
  `    return new Function(
      "constructor",
      \`return function \${name}(marker, javaObject) {
    return constructor.call(this, marker, javaObject);
}
\`
    )(c);
`,
  `    const renamed = function(marker, javaObject) {
      return c.call(this, marker, javaObject);
    };
    Object.defineProperty(renamed, "name", { value: name });
    return renamed;
`,
];

const DEFINE_METHOD = [
  `      const params = [];
      const paramsForString = [];
      for (let i = 1; i < fn.length; ++i) {
        const p = "p" + i;
        params.push(p);
        paramsForString.push(p);
      }
      if (vararg) {
        const last = paramsForString.length - 1;
        paramsForString[last] = "..." + paramsForString[last];
      }
      const paramsAsString = paramsForString.join(", ");
      cls.prototype[name] = new Function(
        "rethrowJavaAsJs",
        "fn",
        \`return function(\${paramsAsString}) {
    try {
        return fn(\${["this", ...params].join(", ")});
    } catch (e) {
        rethrowJavaAsJs(e);
    }
};\`
      )(rethrowJavaAsJs, fn);
`,
  `      const arity = fn.length - 1;
      cls.prototype[name] = function(...given) {
        try {
          return fn(this, ...fitArguments(given, arity, vararg));
        } catch (e) {
          rethrowJavaAsJs(e);
        }
      };
`,
];

const CALLS_BY_COUNT = [
  `  function wrapCallFromJavaToJs(call) {
    try {
      return call();
    } catch (e) {
      rethrowJsAsJava(e);
    }
  }
  const argumentList = [];
  for (let i = 0; i < 32; ++i) {
    const args = argumentList.length === 0 ? "" : argumentList.join(", ");
    const argsAndBody = [...argumentList, "body"].join(", ");
    imports.teavmJso["createFunction" + i] = new Function(
      "wrapCallFromJavaToJs",
      ...argumentList,
      "body",
      \`return new Function('wrapCallFromJavaToJs', \${argsAndBody}).bind(this, wrapCallFromJavaToJs);\`
    ).bind(null, wrapCallFromJavaToJs);
    imports.teavmJso["bindFunction" + i] = (f, ...bindArgs) => f.bind(null, ...bindArgs);
    imports.teavmJso["callFunction" + i] = new Function(
      "rethrowJsAsJava",
      "fn",
      ...argumentList,
      \`try {
    return fn(\${args});
} catch (e) {
    rethrowJsAsJava(e);
}\`
    ).bind(null, rethrowJsAsJava);
    imports.teavmJso["callMethod" + i] = new Function(
      "rethrowJsAsJava",
      "getGlobalName",
      "instance",
      "method",
      ...argumentList,
      \`try {
    return instance !== null
        ? instance[method](\${args})
        : getGlobalName(method)(\${args});
} catch (e) {
    rethrowJsAsJava(e);
}\`
    ).bind(null, rethrowJsAsJava, getGlobalName);
    imports.teavmJso["construct" + i] = new Function(
      "rethrowJsAsJava",
      "constructor",
      ...argumentList,
      \`try {
    return new constructor(\${args});
} catch (e) {
    rethrowJsAsJava(e);
}\`
    ).bind(null, rethrowJsAsJava);
    imports.teavmJso["arrayOf" + i] = new Function(
      ...argumentList,
      "return [" + args + "]"
    );
    argumentList.push("p" + (i + 1));
  }
`,
  `  function knownFunction(...paramsAndBody) {
    const script = paramsAndBody.join("|");
    const known = SCRIPTS.get(script);
    if (known === void 0) {
      throw new Error("A script of the compiled core is not in its runtime's table: " + script);
    }
    return known;
  }
  function callFunction(fn, ...args) {
    try {
      return fn(...args);
    } catch (e) {
      rethrowJsAsJava(e);
    }
  }
  function callMethod(instance, method, ...args) {
    try {
      return instance !== null ? instance[method](...args) : getGlobalName(method)(...args);
    } catch (e) {
      rethrowJsAsJava(e);
    }
  }
  function construct(constructor, ...args) {
    try {
      return new constructor(...args);
    } catch (e) {
      rethrowJsAsJava(e);
    }
  }
  for (let i = 0; i < 32; ++i) {
    imports.teavmJso["createFunction" + i] = knownFunction;
    imports.teavmJso["bindFunction" + i] = (f, ...bindArgs) => f.bind(null, ...bindArgs);
    imports.teavmJso["callFunction" + i] = callFunction;
    imports.teavmJso["callMethod" + i] = callMethod;
    imports.teavmJso["construct" + i] = construct;
    imports.teavmJso["arrayOf" + i] = (...args) => args;
  }
`,
];

const TOP_LEVEL = [
  `function defaults(imports, userExports, stringBuiltins) {
`,
  `function fitArguments(given, arity, vararg) {
  if (vararg) {
    const fixed = Array.from({ length: arity - 1 }, (_, i) => given[i]);
    return [...fixed, given.slice(arity - 1)];
  }
  return given.length === arity ? given : Array.from({ length: arity }, (_, i) => given[i]);
}
// What the scripts inside the compiled core do; the key is their parameters and body.
const SCRIPTS = new Map([
  ["__this__|return __this__;", (value) => value],
  ["array|return array;", (value) => value],
  ["number|return number;", (value) => value],
  ["str|return str;", (value) => value],
  ["buffer|return buffer;", (value) => value],
  ["return crypto!=null;", () => globalThis.crypto != null]
]);
function defaults(imports, userExports, stringBuiltins) {
`,
];

const PASSAGES = [
  CACHE,
  GET_GLOBAL,
  SET_GLOBAL,
  DEFINE_FUNCTION,
  RENAME_CONSTRUCTOR,
  DEFINE_METHOD,
  CALLS_BY_COUNT,
  TOP_LEVEL,
];

/** The runtime without code from text; throws when the stock text is not the one known here. */
export function withoutEval(stock) {
  let text = stock;
  for (const [before, after] of PASSAGES) {
    const at = text.indexOf(before);
    if (at < 0 || text.indexOf(before, at + 1) >= 0) {
      throw new Error(`TeaVM's runtime has changed: this is no longer there exactly once:\n${before}`);
    }
    text = text.slice(0, at) + after + text.slice(at + before.length);
  }
  if (/\bFunction\s*\(|\beval\s*\(|globalsCache/.test(text)) {
    throw new Error("TeaVM's runtime has a new place that makes code from text");
  }
  return NOTICE + text;
}
