import {
  inspect,
  readArtifact
} from "./chunk-ZEHHDQH6.js";
import "./chunk-D5K27S6P.js";
import "./chunk-33YICJ4B.js";
export {
  inspect,
  readArtifact
};
