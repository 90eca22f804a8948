import {
  inspect,
  readArtifact
} from "./chunk-BEDKEKKX.js";
import "./chunk-GZVMQXNL.js";
import "./chunk-YBJJ6T5M.js";
export {
  inspect,
  readArtifact
};
