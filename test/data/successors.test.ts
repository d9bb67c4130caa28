import assert from "node:assert/strict";
import { test } from "node:test";
import { everyDivision, placeKey, placeOfKey, successors } from "../../data/divisions/index.ts";

const listed = new Map(everyDivision().map((place) => [`${place.code} ${place.name}`, place]));

test("a place that goes on under another code and name is in the list under both, and goes on where it ended", () => {
  for (const { was, is, approved } of successors.goesOn) {
    const [before, after] = [listed.get(was), listed.get(is)];
    assert.ok(before && after, `${was} → ${is}`);
    assert.ok(
      approved === null || Math.abs(after.from - before.to) <= 1,
      `${was} to ${before.to}, ${is} from ${after.from}`,
    );
    assert.ok(approved === null || (approved >= before.to && approved <= before.to + 2), `${was} ${approved}`);
    assert.equal(placeKey(before), placeKey(after), was);
  }
});

test("a code that was given to another place is two places", () => {
  for (const { code, from, by, place } of successors.takenOver) {
    const [before, after] = [listed.get(`${code} ${from}`), listed.get(`${code} ${by}`)];
    assert.ok(before && after, code);
    assert.deepEqual([placeKey(before), placeKey(after)], [place, code]);
    assert.equal(placeOfKey(place)?.name, from);
    assert.equal(placeOfKey(code)?.name, by);
  }
});

test("every place has one key through all its names, and no key is another place's code", () => {
  for (const place of everyDivision()) {
    const key = placeKey(place);
    const last = placeOfKey(key);
    assert.equal(last && placeKey(last), key, place.name);
    assert.ok(last && last.to >= place.to, place.name);
  }
});

test("a county that was renamed as it became a district is its district; one that was parted or joined with another is not", () => {
  const key = (code: string, name: string) => placeKey(listed.get(`${code} ${name}`) ?? assert.fail(name));
  assert.equal(key("330621", "绍兴县"), "330603");
  assert.equal(key("120225", "蓟县"), "120119");
  assert.equal(key("610125", "户县"), "610118");
  assert.equal(key("469003", "儋州市"), "460400");
  assert.equal(key("130103", "桥东区"), "130103");
  assert.equal(key("340702", "铜官山区"), "340702");
  assert.equal(key("310108", "闸北区"), "310108");
});
