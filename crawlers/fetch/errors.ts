import { GongkaiError } from "../../data/records/index.ts";

/** Why an address was not fetched. Subclasses are sorted by what the caller should do; `code` is one stable word. */
export class FetchError extends GongkaiError {
  override name = "FetchError";
  readonly url: string;
  readonly code: string;
  /** The HTTP status, where there was an answer. */
  readonly status: number | null;
  constructor(url: string, code: string, message: string, status: number | null = null, options?: ErrorOptions) {
    super(`${url}: ${message}`, undefined, options);
    this.url = url;
    this.code = code;
    this.status = status;
  }
}

/** Not ours to fetch (`scheme`, `outside_allow_list`, `private_address`): drop the link. No request was made. */
export class FetchRefused extends FetchError {
  override name = "FetchRefused";
}

/** robots.txt forbids it (`robots`): drop the link. No request was made. */
export class RobotsDisallowed extends FetchError {
  override name = "RobotsDisallowed";
}

/** The site turns us away (`blocked`: 403, 412, 521, a challenge or captcha page). After three in a row the host is left alone for the run. */
export class FetchBlocked extends FetchError {
  override name = "FetchBlocked";
}

/** `led_away`: the page's own script goes on to `target`; what a browser comes to show is that address's, not this one's. */
export class FetchLedAway extends FetchError {
  override name = "FetchLedAway";
  readonly target: string;
  constructor(url: string, target: string) {
    super(url, "led_away", `its script goes on to ${target}`);
    this.target = target;
  }
}

/**
 * No document: `http_404` and the like (see `status`), `unreachable`, `timeout`, `tls`, `too_large`, `bad_encoding`,
 * `too_many_redirects`, `bad_http`, `empty`, `soft_404` (a page says with status 200 that there is none), `out_of_service` (that
 * the site serves nobody now), `no_page` (nothing to
 * render), `render_failed`, `robots_unavailable` (robots.txt answers 5xx: not tonight), `backing_off` (the host asked for a
 * longer rest than a run can wait). Temporary ones were already retried.
 */
export class FetchFailed extends FetchError {
  override name = "FetchFailed";
}
