import fc from "fast-check";

/** A type of DuckDB with the SQL of values of it. */
type Typed = { type: string; value: fc.Arbitrary<string> };

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const cast = (type: string, text: fc.Arbitrary<string>): Typed => ({
  type,
  value: fc.oneof(
    { weight: 6, arbitrary: text.map((one) => `${quoted(one)}::${type}`) },
    { weight: 1, arbitrary: fc.constant(`NULL::${type}`) },
  ),
});
const among = (type: string, min: bigint, max: bigint): Typed => cast(type, fc.bigInt({ min, max }).map(String));

const decimal = fc
  .integer({ min: 1, max: 38 })
  .chain((width) => fc.tuple(fc.constant(width), fc.integer({ min: 0, max: width })))
  .map(([width, scale]): Typed => {
    const most = 10n ** BigInt(width) - 1n;
    const digits = fc.bigInt({ min: -most, max: most }).map((unscaled) => {
      const text = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
      const number = scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
      return unscaled < 0n ? `-${number}` : number;
    });
    return cast(`DECIMAL(${width},${scale})`, digits);
  });

const day = fc
  .date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString());
const now = day.filter((one) => one > "1700" && one < "2200");
const micros = fc.nat(999_999).map((part) => String(part).padStart(6, "0"));
const moment = (days: fc.Arbitrary<string>) =>
  fc.tuple(days, micros).map(([one, part]) => `${one.slice(0, 19).replace("T", " ")}.${part}`);
const count = fc.integer({ min: -40_000, max: 40_000 });
const double = fc
  .oneof(fc.double(), fc.constantFrom(Number.NaN, Infinity, -Infinity, 0.1 + 0.2, 1e21))
  .map((number) => String(number).replace("Infinity", "inf"));

const scalar: fc.Arbitrary<Typed> = fc.oneof(
  { weight: 6, arbitrary: decimal },
  {
    weight: 20,
    arbitrary: fc.constantFrom(
      cast(
        "INTERVAL",
        fc
          .tuple(count, count, fc.integer({ min: -1e12, max: 1e12 }))
          .map(([m, d, u]) => `${m} months ${d} days ${u} microseconds`),
      ),
      cast(
        "TIME",
        moment(day).map((one) => one.slice(11)),
      ),
      cast(
        "TIMETZ",
        moment(day).map((one) => `${one.slice(11)}+08:00`),
      ),
      cast(
        "DATE",
        fc.oneof(
          day.map((one) => one.slice(0, 10)),
          fc.constantFrom("infinity", "0044-03-15 (BC)"),
        ),
      ),
      cast("TIMESTAMP", fc.oneof(moment(day), fc.constantFrom("infinity", "-infinity"))),
      cast("TIMESTAMP_S", moment(day)),
      cast("TIMESTAMP_MS", moment(day)),
      cast(
        "TIMESTAMP_NS",
        moment(now).map((one) => `${one}789`),
      ),
      cast(
        "TIMESTAMPTZ",
        moment(now).map((one) => `${one}+08`),
      ),
      among("TINYINT", -128n, 127n),
      among("UINTEGER", 0n, 2n ** 32n - 1n),
      among("BIGINT", -(2n ** 63n), 2n ** 63n - 1n),
      among("UBIGINT", 0n, 2n ** 64n - 1n),
      among("HUGEINT", -(2n ** 127n) + 1n, 2n ** 127n - 1n),
      among("UHUGEINT", 0n, 2n ** 128n - 1n),
      cast("DOUBLE", double),
      cast("FLOAT", fc.constantFrom("0.1", "-3.25", "1e30", "nan", "inf")),
      cast("BOOLEAN", fc.constantFrom("true", "false")),
      cast("UUID", fc.uuid()),
      cast("BIT", fc.string({ unit: fc.constantFrom("0", "1"), minLength: 1, maxLength: 20 })),
      cast("ENUM('公开', 'a''b')", fc.constantFrom("公开", "a'b")),
      cast("VARCHAR", fc.constantFrom("", "公开", "it's", 'a "b"', "<b>", "1,2", "NULL", "[x]")),
      {
        type: "BLOB",
        value: fc.uint8Array({ maxLength: 8 }).map((bytes) => `from_hex('${Buffer.from(bytes).toString("hex")}')`),
      },
    ),
  },
);

const listed = (type: string, values: string[]): string => `[${values.join(", ")}]::${type}`;

/** Types made of a type. */
const nested = (inner: fc.Arbitrary<Typed>): fc.Arbitrary<Typed> =>
  fc.tuple(inner, inner, fc.constantFrom("list", "array", "struct", "map", "union")).map(([a, b, kind]): Typed => {
    if (kind === "list") {
      const type = `${a.type}[]`;
      return { type, value: fc.array(a.value, { maxLength: 4 }).map((values) => listed(type, values)) };
    }
    if (kind === "array") {
      const type = `${a.type}[2]`;
      return { type, value: fc.tuple(a.value, a.value).map((values) => listed(type, values)) };
    }
    const both = fc.tuple(a.value, b.value);
    if (kind === "struct") {
      const type = `STRUCT(x ${a.type}, "件 数" ${b.type})`;
      return { type, value: both.map(([x, y]) => `{'x': ${x}, '件 数': ${y}}::${type}`) };
    }
    if (kind === "map") {
      const type = `MAP(VARCHAR, ${a.type})`;
      return { type, value: both.map(([x]) => `MAP {'k': ${x}, 'k 2': NULL}::${type}`) };
    }
    const type = `UNION(x ${a.type}, y ${b.type})`;
    return { type, value: both.map(([x]) => `union_value(x := ${x})::${type}`) };
  });

const { typed } = fc.letrec<{ typed: Typed }>((tie) => ({
  typed: fc.oneof({ maxDepth: 2 }, { weight: 2, arbitrary: scalar }, { weight: 3, arbitrary: nested(tie("typed")) }),
}));

/** The SQL of a value of any type that DuckDB has, also of lists, structs, maps and unions of such. */
export const typedValue: fc.Arbitrary<{ type: string; sql: string }> = typed.chain(({ type, value }) =>
  value.map((sql) => ({ type, sql })),
);
