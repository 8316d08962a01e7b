import { breaker } from '../stop/breaker';

export default breaker(() => []);
