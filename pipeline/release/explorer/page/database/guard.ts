// Runs in DuckDB's worker before DuckDB's own program, which waits for ever where its WebAssembly does not start: what is wrong is told as an error
// of the worker, "engine FAULT", for open.ts to say.

/** The smallest module that there is. */
const EMPTY = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

/** A policy that forbids WebAssembly and a module that is not whole reject alike: only the policy refuses a module without fault too. */
async function faultOf(error: unknown): Promise<string> {
  if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError)
    return WebAssembly.compile(EMPTY).then(
      () => "engine broken",
      () => "engine forbidden",
    );
  return error instanceof TypeError ? "engine cut" : String(error);
}

addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  void faultOf(event.reason).then((fault) => reportError(new Error(fault)));
});

const compile = WebAssembly.instantiateStreaming;
Object.assign(WebAssembly, {
  /** Servers that know no .wasm call it another type, which a browser refuses. */
  instantiateStreaming: async (fetched: Promise<Response>, imports: WebAssembly.Imports) =>
    compile(new Response((await fetched).body, { headers: { "content-type": "application/wasm" } }), imports),
});

// DuckDB writes every fault of a question to the console, beside handing it back.
console.log = () => undefined;
