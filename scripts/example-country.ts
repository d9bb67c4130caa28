import { startNation } from "../test/nation/index.ts";
import { startProvince } from "../test/nation/province.ts";

// `npm run example`: the example country stays up until Ctrl-C, for trying the verbs by hand. Each start has new ports.

const [nation, province] = [await startNation(), await startProvince()];
const gongkai = "npm run --silent gongkai --";
console.log(`The example country is up, ${nation.sites.length + province.sites.length} government sites on this machine, until Ctrl-C. In another terminal:

  ${gongkai} nightly --sources ${nation.sources} --archive example-archive
  ${gongkai} status --archive example-archive
  ${gongkai} sources probe xuanwu --sources ${province.sources}
  ${gongkai} sources grow jiangsu --sources ${province.sources} --allow "127.0.0.1:*"`);

const end = async (): Promise<void> => {
  await Promise.all([nation.close(), province.close()]);
  process.exit();
};
process.once("SIGINT", end).once("SIGTERM", end);
