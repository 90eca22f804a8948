import {
  inspect,
  readArtifact
} from "./chunk-P3LG267T.js";
import "./chunk-AC2PZGAG.js";
import "./chunk-MW7AALSV.js";
export {
  inspect,
  readArtifact
};
